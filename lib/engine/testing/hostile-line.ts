import * as fc from "fast-check";

const MARKS = "()[]{}<>\"'`,;=|:.-/\\@$%+#~*!? \t0159abzABZ_";
const TRICKS =
  "true Mon Jan ms KB :: <*> http:// /a/ C:\\ Mozilla/ x= msg= a.com :80 ok 10.0.0.1 *** null foo(1) é 日 -> <= node 7 ok,";

/** Lines made of all that the scanner takes special care of. */
export const hostileLine = fc
  .array(fc.oneof(fc.constantFrom(...MARKS.split("")), fc.constantFrom(...TRICKS.split(" "))), { maxLength: 30 })
  .map((pieces) => pieces.join(""));
