/** What the portal is called, on pages, in mails and in titles: the German word for a recurring term. */
export const productName = "Turnus";
