import { ViewDocument } from '../view.js';
import { page } from './lists.js';

export const ViewPage = page('ViewPage', ViewDocument);
