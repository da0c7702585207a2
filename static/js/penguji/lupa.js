/* For pages outside the Ruang Penguji (portal.js): what an examiner leaves on a device. */

import { dropCopies, forget } from "./toko.js";

export const signOut = (owner) => forget(owner);

/* Somebody else has signed in: no page of the one before opens any more; what that person could not send stays theirs. */
export const another = () => dropCopies();
