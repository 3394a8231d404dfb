import { mongoViewsFixture, onEveryMongo } from '../../test/mongo-views-fixture.js';
import { viewsContract } from '../../test/views.contract.js';

onEveryMongo((urlOfNewDatabase) => {
  viewsContract(() => Promise.resolve(mongoViewsFixture(urlOfNewDatabase())));
});
