import { mongoViewsUnderTest, onEveryMongo } from '../../test/mongo-under-test.js';
import { viewsContract } from '../../test/views.contract.js';

onEveryMongo((urlOfNewDatabase) => {
  viewsContract(() => Promise.resolve(mongoViewsUnderTest(urlOfNewDatabase())));
});
