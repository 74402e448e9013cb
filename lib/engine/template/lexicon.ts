/** Words that belong to the number before them: `1.16 KB`, `5 seconds`, `10:15 PM UTC`. */
export const UNITS: ReadonlySet<string> = new Set(
  [
    "B KB MB GB TB PB KiB MiB GiB TiB kB Kb Mb Gb K M G T KBytes Kbytes kbytes MBytes Mbytes bytes byte Bytes bit bits",
    "ns us µs ms s sec secs second seconds m min mins minute minutes h hr hrs hour hours d day days week weeks",
    "nanoseconds nanosecond microseconds microsecond milliseconds millisecond millis nanos micros msec msecs usec usecs",
    "Hz kHz KHz MHz GHz bps kbps Kbps Mbps Gbps V mV W C F Celsius percent rpm px uops",
    "AM PM am pm UTC GMT CET CEST EST EDT CST CDT MST MDT PST PDT BST IST JST",
    "KB/s MB/s GB/s B/s kB/s bytes/s req/s ops/s",
  ].flatMap((row) => row.split(" ")),
);

/** Month and weekday names are variables beside a number. */
export const CALENDAR: ReadonlySet<string> = new Set(
  [
    "Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun",
    "January February March April June July August September October November December",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
  ].flatMap((row) => row.split(" ")),
);

/** Values rather than words, where they follow `=`. */
export const LITERALS: ReadonlySet<string> = new Set(
  "true false null nil none undefined NaN True False None NULL TRUE FALSE".split(" "),
);

/** Keys whose value tells what happened, so that it is no mere variable. In lower case. */
export const TELLING_KEYS: ReadonlySet<string> = new Set(
  (
    "reason status state error err exception cause result outcome action event op operation type kind phase level severity " +
    "msg message code stat method"
  ).split(" "),
);

/** Names that have a digit and are constants all the same. In lower case. */
export const TERMS: ReadonlySet<string> = new Set(
  [
    "ipv4 ipv6 socks4 socks4a socks5 http2 http3 h2 h2c oauth1 oauth2 utf8 utf-8 utf16 utf-16 md5 sha1 sha-1 sha2 sha256 sha-256",
    "sha384 sha512 sha-512 aes128 aes256 base64 base32 bzip2 gzip2 log4j log4j2 slf4j s3 ec2 k8s i18n l10n x509 x.509 p12 pkcs12",
    "x86 x86_64 x64 amd64 arm64 win32 win64 gb2312 latin1 ext2 ext3 ext4 cifs2 nfs3 nfs4 sqlite3 mp3 mp4 h264 h265 web3 r2dbc j2ee",
  ].flatMap((row) => row.split(" ")),
);

/** The part after the last dot that makes a name a file. In lower case. */
export const FILE_ENDINGS: ReadonlySet<string> = new Set(
  [
    "txt log out err tmp bak old pid lock sock csv tsv json jsonl ndjson xml html htm yaml yml toml ini cfg conf config",
    "properties plist env sql db sqlite dat data bin img iso zip gz bz2 xz tgz tar rar jar war ear dex apk rpm deb pkg dmg",
    "exe dll sys msi msc bat cmd ps1 so dylib ko a o obj lib class pdb mum cat manifest cab",
    "c cc cpp cxx h hh hpp hxx m mm java kt kts scala groovy py pyc rb php pl pm js mjs cjs ts tsx jsx go rs swift lua erl ex exs",
    "cs vb fs sh bash zsh css scss less vue png jpg jpeg gif svg ico webp bmp pdf doc docx xls xlsx ppt pptx md rst",
    "mp3 mp4 avi mov wav ogg flac ttf woff woff2 crt pem key cer p12 pfx csr jks service socket timer mount rrd",
  ].flatMap((row) => row.split(" ")),
);

/** Top-level domains that are not also words of code (`id`, `is`, `to`, `name`, `app` are). */
export const HOST_ENDINGS: ReadonlySet<string> = new Set(
  [
    "com org net edu gov mil int info biz io dev arpa local localhost localdomain internal intranet lan corp home cluster",
    "uk de fr nl ru cn jp kr hk tw au nz ca br mx ar cl es pt ch se fi dk cz sk hu ro gr tr il za ua sg th vn ph eu",
  ].flatMap((row) => row.split(" ")),
);
/** Those that make a host even of a name with capitals. */
export const SURE_HOST_ENDINGS: ReadonlySet<string> = new Set(
  "com org net edu gov local lan localdomain internal".split(" "),
);
/** Names that start like this are reversed: packages and identifiers, not hosts. */
export const REVERSED: ReadonlySet<string> = new Set("com org net edu gov io dev java javax de uk fr".split(" "));
