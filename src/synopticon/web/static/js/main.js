// Puts the page's modules to work. Every page reads without them; they add keys, marks and progress.
import { cite } from "./cite.js";
import { coding } from "./coding.js";
import { settling } from "./settling.js";
import { drop } from "./drop.js";
import { keys } from "./keys.js";
import { marks } from "./marks.js";
import { sides } from "./sides.js";

keys(document);
drop(document);
marks(document);
cite(document);
coding(document);
settling(document);
sides(document);
