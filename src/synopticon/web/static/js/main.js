// Puts the page's modules to work. Every page reads without them; they add keys, marks and progress.
import { cite } from "./cite.js";
import { drop } from "./drop.js";
import { keys } from "./keys.js";
import { marks } from "./marks.js";
import { sides } from "./sides.js";

keys(document);
drop(document);
marks(document);
cite(document);
sides(document);
