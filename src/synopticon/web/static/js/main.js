// Puts the page's modules to work. Every page reads without them; they add keys, marks and progress.
import { keys } from "./keys.js";
import { marks } from "./marks.js";

keys(document);
marks(document);
