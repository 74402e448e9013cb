import { defineRule } from "../rule.ts";

export const webServer = defineRule({
  id: "permission_denied.web_server",
  title: "A web server refuses to serve a path",
  headline: "A web server refuses to serve {path}",
  severity: "medium",
  why: "The server's own configuration or the file's rights forbid it: visitors get 403 until one of them changes. Scanners cause such lines too.",
  match: {
    any: [
      /\bclient denied by server configuration: (?<path>\S{1,200})/i,
      /\bDirectory index forbidden by (?:rule|Options directive): (?<path>\S{1,200})/i,
      /\bdirectory index of "(?<path>[^"]{1,200})" is forbidden/i,
      /\bCannot serve directory (?<path>[^\s:]{1,200}): No matching DirectoryIndex\b.{0,200}\bforbidden by\b/i,
      /\baccess forbidden by rule\b|\b(?:access to (?<path>\S{1,200}) (?:denied|forbidden)|search permissions are missing on a component of the path)\b.{0,40}\bfilesystem path\b/i,
    ],
  },
  fires: [
    "AH01630: client denied by server configuration: /var/www/private",
    "Directory index forbidden by rule: /srv/www/shop/",
    'directory index of "/srv/www/shop/" is forbidden, client: 192.0.2.7, server: shop, request: "GET / HTTP/1.1"',
    "AH01276: Cannot serve directory /srv/www/shop/: No matching DirectoryIndex (index.html) found, and server-generated directory index forbidden by Options directive",
    'access forbidden by rule, client: 192.0.2.7, server: shop, request: "GET /.git/config HTTP/1.1"',
  ],
  silent: [
    "DirectoryIndex index.html index.php",
    "directory index of /srv/www/shop/ is served from its cache",
    "Require all denied in /etc/apache2/conf-enabled/security.conf",
  ],
  advice: {
    debugging: [
      "Which block applies to the path? `apachectl -t -D DUMP_CONFIG`, `nginx -T`; `namei -l <path>` shows the rights of every folder on the way.",
      "One client that asks for `.git`, `.env` or `/admin` is a scanner; many clients on a real page are a broken deployment.",
    ],
    quickFixes: [
      "A page is missing its index file: deploy it, or name it in `DirectoryIndex` or `index`. Do not turn directory listings on for it.",
    ],
    durableFixes: ["Request the site's main pages after each deployment, before traffic goes there."],
    links: [
      {
        title: "Apache: access control",
        url: "https://httpd.apache.org/docs/2.4/howto/access.html",
      },
      { title: "nginx: index module", url: "https://nginx.org/en/docs/http/ngx_http_index_module.html" },
    ],
  },
});
