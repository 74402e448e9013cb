/** Where the chosen theme is kept in the browser. */
export const THEME_KEY = "theme";

/** Runs before the first paint (inline, with the page's nonce), so that no wrong theme flashes. */
export const THEME_SCRIPT = `try{const t=localStorage.getItem("${THEME_KEY}");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch{}`;
