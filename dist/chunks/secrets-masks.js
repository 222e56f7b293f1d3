// src/secrets/user-info.ts
/** The password of an address, as it is written and as it is meant, and the name where it stands alone. */
function userInfoOf(address) {
	const [, info] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(address.trim()) ?? [];
	if (info === void 0) return [];
	const colon = info.indexOf(":");
	const secret = colon < 0 ? info : info.slice(colon + 1);
	return [.../* @__PURE__ */ new Set([secret, decoded$1(secret)])];
}
/** The address without a user and a password. */
function withoutUserInfo(address) {
	return address.replace(/^(\s*[a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, "$1");
}
function decoded$1(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

// src/secrets/kubeconfig-text.ts
/** Keys of a kubeconfig, and of JSON and YAML like it, whose values are credentials. */
const CREDENTIAL$1 = /token|secret|passw|credential|^client-key-data$/i;
const PAIR = /(?<![\w.-])([\w.-]+)["']?[ \t]*:[ \t]*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s,[\]{}#"'][^\n,}]*)/g;
/**
* The credentials in the text of a kubeconfig, in base64 too, by the names of its keys: enough until it is parsed. Nothing of
* a text that is a path.
*/
function kubeconfigSecrets(given) {
	const text = decodedText(given);
	const found = [...text.matchAll(PAIR)].flatMap(([, key = "", written = ""]) => {
		const value = unquoted(written.trim());
		if (/^(server|proxy-url)$/.test(key)) return userInfoOf(value);
		if (!CREDENTIAL$1.test(key) || /^[|>]/.test(value)) return [];
		return key === "client-key-data" ? [value, Buffer.from(value, "base64").toString("utf8")] : [value];
	});
	return text === given ? found : [given.replaceAll(/\s+/g, ""), ...found];
}
/** Whether a value is a kubeconfig, in base64 too: its names are public, unlike the lines of any other secret. */
function isKubeconfigText(value) {
	const text = decodedText(value);
	return /\bclusters["']?\s*:/.test(text) && /\busers["']?\s*:/.test(text) && /\bcontexts["']?\s*:/.test(text);
}
function decodedText(given) {
	const compact = given.replaceAll(/\s+/g, "");
	if (!/^[A-Za-z0-9+/_-]{40,}={0,2}$/.test(compact)) return given;
	const text = Buffer.from(compact, "base64").toString("utf8");
	return /\b(clusters|users|contexts)\b/.test(text) ? text : given;
}
function unquoted(text) {
	if (text.startsWith("\"")) return parsed(text);
	if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
	const comment = text.search(/\s#/);
	return (comment < 0 ? text : text.slice(0, comment)).trim();
}
function parsed(text) {
	try {
		return String(JSON.parse(text));
	} catch {
		return text.slice(1, -1);
	}
}

// src/secrets/clean-data.ts
/**
* The same data with `redact` applied to every text in it: lists, maps, sets and plain objects, whose keys stay. What is
* rendered from it may be escaped in any way, since there is no secret left to be hidden by that.
*/
function cleanData(data, redact) {
	return new Cleaner(redact).of(data);
}
var Cleaner = class {
	#redact;
	/** What stands in two places is one object in the copy too. */
	#done = /* @__PURE__ */ new Map();
	constructor(redact) {
		this.#redact = redact;
	}
	of(value) {
		if (typeof value === "string") return this.#redact(value);
		if (typeof value !== "object" || value === null) return value;
		const known = this.#done.get(value);
		if (known !== void 0) return known;
		if (Array.isArray(value)) return this.#list(value);
		if (value instanceof Map) return this.#map(value);
		if (value instanceof Set) return this.#keep(value, new Set([...value].map((item) => this.of(item))));
		return isPlain(value) ? this.#object(value) : value;
	}
	#keep(value, copy) {
		this.#done.set(value, copy);
		return copy;
	}
	#list(value) {
		const copy = this.#keep(value, []);
		for (const item of value) copy.push(this.of(item));
		return copy;
	}
	#map(value) {
		const copy = this.#keep(value, /* @__PURE__ */ new Map());
		for (const [key, item] of value) copy.set(key, this.of(item));
		return copy;
	}
	#object(value) {
		const copy = this.#keep(value, {});
		for (const [key, item] of Object.entries(value)) Object.defineProperty(copy, key, {
			value: this.of(item),
			configurable: true,
			enumerable: true,
			writable: true
		});
		return copy;
	}
};
function isPlain(value) {
	const prototype = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}

// src/secrets/encodings.ts
/** How texts are written by what prints them. Each of these leaves a text without special characters as it is. */
function writtenForms(text) {
	return [
		text,
		...json(text),
		...quoted(text),
		...inAddresses(text),
		...inMarkup(text),
		oneLine(text)
	];
}
/** JSON by JavaScript, by Go (no `&`, `<`, `>`), in ASCII, with escaped slashes; and YAML in double quotes. */
function json(text) {
	const plain = JSON.stringify(text).slice(1, -1);
	const go = plain.replaceAll(/[&<>\u2028\u2029]/g, unicode);
	const control = (written) => written.replaceAll("\\b", "\\u0008").replaceAll("\\f", "\\u000c");
	const yaml = plain.replaceAll(/\\u00([0-9a-f]{2})/g, "\\x$1").replaceAll("\\x00", "\\0").replaceAll("\\x1b", "\\e").replaceAll("\\x07", "\\a").replaceAll("\\x0b", "\\v").replaceAll("", "\\x7F").replaceAll("", "\\N").replaceAll("\xA0", "\\_").replaceAll("\u2028", "\\L").replaceAll("\u2029", "\\P");
	return [
		...[
			plain,
			go,
			control(go),
			ascii(plain),
			ascii(go),
			control(ascii(go)),
			yaml
		],
		...[plain, ascii(plain)].map((written) => written.replaceAll("/", "\\/")),
		ascii(plain).replaceAll(/\\u[0-9a-f]{4}/g, (unit) => `\\u${unit.slice(2).toUpperCase()}`)
	];
}
/** Go's `%q`, Python's `repr`, a shell's and YAML's quotes. */
function quoted(text) {
	const go = text.replaceAll(/["\\]|[^\P{C}]|[\p{Zl}\p{Zp}]|[\p{Zs}](?<! )/gu, goEscape);
	const ansi = text.replaceAll(/['\\\p{Cc}]/gu, ansiEscape);
	return [
		...[go, go.replaceAll(/[^\0-\x7f]/gu, goEscape)],
		...[ansi, ansi.replaceAll(/[^\0-\x7f]/gu, octalBytes)],
		go.replaceAll("\\\"", "\"").replaceAll("'", "\\'"),
		text.replaceAll("'", `'\\''`),
		text.replaceAll("'", `'"'"'`),
		text.replaceAll("'", "''"),
		text.replaceAll(/["$`\\]/g, "\\$&"),
		text.replaceAll(/["$`\\!]/g, "\\$&"),
		text.replaceAll(/[^\w@%+=:,./\-\u0080-\uffff]/g, "\\$&"),
		text.replaceAll(/[^\w@%+=:./\-\u0080-\uffff]/g, "\\$&")
	];
}
/** URL encodings: for parts of a path, strict, and of forms; with capital and small digits. */
function inAddresses(text) {
	if (!text.isWellFormed()) return [];
	const part = encodeURIComponent(text);
	const strict = part.replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
	const all = [
		part,
		strict,
		part.replaceAll(/%(?:24|26|2B|3A|3D|40)/g, decodeURIComponent),
		encodeURI(text)
	];
	const forms = [
		part,
		strict,
		strict.replaceAll("~", "%7E")
	].map((form) => form.replaceAll("%20", "+"));
	return [...all, ...forms].flatMap((form) => [form, form.replaceAll(/%[0-9A-F]{2}/g, (digits) => digits.toLowerCase())]);
}
/** XML and HTML: what has to be escaped, and all that may be, by name and by number. */
function inMarkup(text) {
	const least = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
	const double = ["&quot;", "&#34;"];
	const single = [
		"'",
		"&apos;",
		"&#39;",
		"&#x27;"
	];
	const both = double.flatMap((one) => single.map((other) => least.replaceAll("\"", one).replaceAll("'", other)));
	const blanks = (form) => form.replaceAll("	", "&#x9;");
	return [
		least,
		...both,
		...both.map(blanks),
		least.replaceAll(/[\\`*_[\]|~#]/g, "\\$&")
	];
}
/** As a text is folded that has to be one line. */
function oneLine(text) {
	return text.replaceAll(/[\p{Cc}\s]+/gu, " ").trim();
}
function ascii(text) {
	return text.replaceAll(/[\x7f-\uffff]/g, unicode);
}
function unicode(unit) {
	return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
const SHORT = {
	"\x07": "\\a",
	"\b": "\\b",
	"\f": "\\f",
	"\n": "\\n",
	"\r": "\\r",
	"	": "\\t",
	"\v": "\\v",
	"\"": "\\\"",
	"\\": "\\\\"
};
function goEscape(character) {
	const code = character.codePointAt(0) ?? 0;
	const hex = code.toString(16);
	if (SHORT[character] !== void 0) return SHORT[character];
	if (code < 128) return `\\x${hex.padStart(2, "0")}`;
	return code > 65535 ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
}
/** Inside `$'…'`. */
function ansiEscape(character) {
	if (character === "'") return "\\'";
	if (character === "\x1B") return "\\E";
	return SHORT[character] ?? octalBytes(character);
}
function octalBytes(character) {
	return [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}

// src/secrets/parts.ts
/** Keys of what is a credential by its name. */
const CREDENTIAL = /token|secret|^pass|passw|pwd|credential|keys?$|(?<![a-z])auth$|signature|^sig$/i;
/** Keys of what is public beside a credential: an account of a cloud has them, whose project is in every image's name. */
const PUBLIC = /^(type|kind|host(name)?|port|region|zone|user(name)?|e?mail|name|namespace|environment|database|dbname|scheme|protocol|driver|engine|ssl(mode)?|version|path|(quota_)?project(_id)?|client_(id|email)|universe_domain|.*_ur[il])$/i;
/** Words, ports and small numbers: not secret, and in every log. */
const PLAIN = /^([a-z]{1,12}|\d{1,5})$/i;
/** Bounds the work for a value that holds many others. */
const MOST_PARTS = 1e3;
/**
* The values inside of a value that are secrets of their own: the texts and numbers of JSON, the password of an address and
* what its query names as a credential, credentials among `KEY=VALUE` and `key: value` lines, a number written in another way.
*/
function partsOf(value) {
	const trimmed = value.trim();
	const parts = jsonLeaves(trimmed) ?? [
		...addressParts(trimmed),
		...pairs(trimmed),
		...numbers(trimmed)
	];
	return [...new Set(parts)].filter((part) => part !== trimmed).slice(0, MOST_PARTS);
}
function jsonLeaves(text) {
	if (!/^[{["]/.test(text)) return void 0;
	let parsed;
	try {
		parsed = JSON.parse(text, (_, value, context) => typeof value === "number" ? context?.source ?? String(value) : value);
	} catch {
		return;
	}
	if (isKubeconfig(parsed)) return kubeconfigSecrets(text);
	const leaves = [];
	const walk = (value, key) => {
		if (leaves.length >= MOST_PARTS) return;
		if (typeof value === "object" && value !== null) for (const [name, inner] of Object.entries(value)) walk(inner, Array.isArray(value) ? key : name);
		if (typeof value !== "string") return;
		leaves.push(...addressParts(value));
		if (!(!CREDENTIAL.test(key) && (PLAIN.test(value) || PUBLIC.test(key)))) leaves.push(value, ...numbers(value), ...login(value));
	};
	walk(parsed, "");
	return leaves.filter((leaf) => !/^https?:\/\/[^@?]*$/.test(leaf) && !/^(service_account|authorized_user)$/.test(leaf));
}
/** Its names are public: those of the cluster, the context, the namespace. */
function isKubeconfig(parsed) {
	return typeof parsed === "object" && parsed !== null && "clusters" in parsed && "users" in parsed;
}
/** `auth` of a docker config: user and password in base64. */
function login(text) {
	if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(text) || text.length % 4 !== 0) return [];
	const [, password] = /^[\w.-]+:([\x20-\x7e]+)$/.exec(Buffer.from(text, "base64").toString("utf8")) ?? [];
	return password === void 0 ? [] : [password];
}
function addressParts(text) {
	if (text.length > 8192 || /\s/.test(text)) return [];
	const [, bare] = /^[^:@/]+:([^@]+)@[^@]+$/.exec(text) ?? [];
	return [
		...userInfoOf(text),
		...bare === void 0 ? [] : [bare],
		...queryParts(text)
	];
}
/** The values that the query of an address names as credentials. */
function queryParts(text) {
	const begin = text.search(/[?&;]/);
	if (begin < 0) return [];
	return text.slice(begin + 1).split(/[&;]/).flatMap((pair) => {
		const at = pair.indexOf("=");
		const [value = ""] = pair.slice(at + 1).split("#", 1);
		return at > 0 && value !== "" && CREDENTIAL.test(pair.slice(0, at)) ? [value, decoded(value)] : [];
	});
}
function pairs(text) {
	const found = [];
	for (const line of text.split(/[\r\n;]+/)) {
		const [, key, written] = /^\s*(?:export\s+)?["']?([\w.-]{1,100})["']?\s*[:=]\s*(\S.*)$/.exec(line) ?? [];
		if (key === void 0 || written === void 0 || !CREDENTIAL.test(key)) continue;
		const value = withoutComma(written);
		const bare = /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value;
		if (!/^[a-z]{1,8}$/i.test(bare) || /passw|pwd/i.test(key)) found.push(bare);
	}
	return found;
}
/** Without commas and blanks at its end, in any order. */
function withoutComma(text) {
	let end = text.length;
	while (end > 0 && /[,\s]/.test(text.charAt(end - 1))) end -= 1;
	return text.slice(0, end);
}
/** A number as Go, JavaScript and YAML write it again: `7.39e+19`, without its zeros, an octal one in decimal. */
function numbers(text) {
	const digits = text.replaceAll("_", "");
	if (!/^[-+]?(0[xob])?[\d.][\da-f.]*(e[-+]?\d+)?$/i.test(digits)) return [];
	return [...[Number(digits), /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : NaN].flatMap((number) => {
		if (!Number.isFinite(number)) return [];
		const exponential = number.toExponential();
		const go = exponential.replace(/e([-+])(\d)$/, "e$10$2");
		const whole = Number.isInteger(number) ? [BigInt(number).toString(), number.toString()] : [number.toString()];
		return [
			exponential,
			go,
			go.toUpperCase(),
			...whole
		];
	}), digits];
}
function decoded(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

// src/secrets/forms.ts
/** Shorter texts are not masked: they occur everywhere, and the log would be unreadable without being any safer. */
const SHORTEST_MASK = 4;
/** Words that are in every log; as values of secrets they protect nothing. */
const EVERYDAY = /* @__PURE__ */ new Set([
	"true",
	"false",
	"null",
	"none",
	"undefined",
	"default",
	"enabled",
	"disabled"
]);
/** Of a longer value only itself, its JSON and its lines are forms: the others would be megabytes each. */
const LONG$1 = 65536;
/** The widths at which base64 is wrapped: by `base64`, in PEM, in MIME. */
const WIDTHS = [76, 64];
/** Of a value in wrapped base64 so many lines are given to the runner. */
const MOST_LINES = 100;
/** Whether a value can be masked without the log becoming unreadable. */
function isMaskable(value) {
	const trimmed = value.trim();
	return trimmed.length >= 4 && !EVERYDAY.has(trimmed.toLowerCase());
}
/**
* Every single-line form in which a secret value may turn up: itself, in base64, hex, URL encoding, JSON, XML and in quotes,
* the values that it holds, and each of its lines that is long enough to be masked. The runner masks line by line, so that no
* form has a line break in it. Lines are not encoded one by one: that is not done in practice, and a certificate would become
* hundreds of masks.
*/
function secretForms(value) {
	const forms = /* @__PURE__ */ new Map();
	const add = (form, kind) => {
		if (form.trim().length < 4 || /[\r\n]/.test(form) || EVERYDAY.has(form.toLowerCase())) return;
		if (!forms.has(form)) forms.set(form, kind);
	};
	const wholes = /* @__PURE__ */ new Set([
		value,
		value.trim(),
		...partsOf(value)
	]);
	for (const whole of wholes) add(whole, "value");
	const lines = tellingLines(value);
	for (const line of lines) add(line, "line");
	for (const whole of wholes) if (whole.length > LONG$1) add(JSON.stringify(whole).slice(1, -1), "encoded");
	else for (const form of [...writtenForms(whole), ...byteForms(whole)]) add(form, "encoded");
	for (const line of lines) add(JSON.stringify(line).slice(1, -1), "encoded");
	return forms;
}
function tellingLines(value) {
	const lines = value.split(/\r\n|\r|\n/).map((line) => line.trim());
	return lines.length > 1 ? lines.filter(isTelling) : [];
}
/** Whether a line of a longer value says something: no brackets, no PEM borders, no key without a value. */
function isTelling(line) {
	if (!isMaskable(line) || /^[\W_]*$/.test(line)) return false;
	return !/^-----.*-----$/.test(line) && !/^["']?[\w./-]+["']?\s*:\s*["'|>[{+-]*$/.test(line);
}
/**
* Hex, and base64 with and without a final line break, in both alphabets, whole and wrapped; and the part that stays the
* same when the value is in the middle of something else, as a password is in `user:password`.
*/
function byteForms(value) {
	const hex = Buffer.from(value).toString("hex");
	const whole = [value, `${value}\n`].map((text) => Buffer.from(text).toString("base64"));
	const inner = Buffer.byteLength(value) < 8 ? [] : [
		0,
		1,
		2
	].map((before) => innerBase64(value, before));
	const lines = whole.flatMap((text) => WIDTHS.flatMap((width) => linesOf(text, width)));
	const base64 = [
		...whole,
		...inner,
		...lines
	].flatMap((text) => [text, text.replaceAll("+", "-").replaceAll("/", "_")]);
	return [
		hex,
		hex.toUpperCase(),
		...base64,
		...base64.map(withoutPadding)
	];
}
function withoutPadding(base64) {
	const end = base64.indexOf("=", Math.max(0, base64.length - 2));
	return end < 0 ? base64 : base64.slice(0, end);
}
function linesOf(text, width) {
	const lines = [];
	for (let at = 0; at < text.length && text.length > width && lines.length < MOST_LINES; at += width) {
		const line = text.slice(at, at + width);
		if (line.length >= 8) lines.push(line);
	}
	return lines;
}
/** The characters of base64 that depend on the value alone when `before` bytes (modulo 3) stand in front of it. */
function innerBase64(value, before) {
	const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
	return bytes.toString("base64").slice(Math.ceil(before * 8 / 6), Math.floor(bytes.length * 8 / 6));
}

// src/secrets/fragments.ts
const GRAM = 16;
/** A value that is longer than this is looked for at every 60th place: enough for lines of 76 characters. */
const LONG = 65536;
/**
* Finds pieces of encoded secrets, wherever their lines were cut and whatever stands before them: base64 in lines of any width
* above some 24 characters, hex likewise. What is found is the whole run of such characters.
*/
var Fragments = class {
	#grams = /* @__PURE__ */ new Set();
	add(value) {
		const bytes = Buffer.byteLength(value);
		if (bytes < GRAM) return;
		const step = bytes > LONG ? 60 : 8;
		for (const before of [
			0,
			1,
			2
		]) this.#addGrams(innerBase64(value, before), step);
		this.#addGrams(Buffer.from(value).toString("hex"), step);
	}
	/** The ranges of runs that hold a piece. */
	in(text) {
		if (this.#grams.size === 0) return [];
		const found = [];
		for (const { 0: run, index } of text.matchAll(/[A-Za-z0-9+/_-]{16,}={0,2}/g)) if (this.#knows(run.replaceAll("-", "+").replaceAll("_", "/")) || this.#knows(run.toLowerCase())) found.push([index, index + run.length]);
		return found;
	}
	#knows(run) {
		for (let at = 0; at + GRAM <= run.length; at++) if (this.#grams.has(run.slice(at, at + GRAM))) return true;
		return false;
	}
	#addGrams(text, step) {
		for (let at = 0; at + GRAM <= text.length; at += step) this.#grams.add(text.slice(at, at + GRAM));
	}
};

// src/secrets/needles.ts
/**
* Texts that are looked for all at once: the time depends on the text that is searched, not on how many there are, as long as
* they differ early.
*/
var Needles = class {
	#all = /* @__PURE__ */ new Set();
	/** By their first three characters. */
	#byStart = /* @__PURE__ */ new Map();
	has(needle) {
		return this.#all.has(needle);
	}
	/** `needle`: three characters or more. */
	add(needle) {
		this.#all.add(needle);
		const start = needle.slice(0, START);
		const same = this.#byStart.get(start) ?? {
			short: [],
			long: /* @__PURE__ */ new Map()
		};
		this.#byStart.set(start, same);
		if (needle.length < LONG_START) return void same.short.push(needle);
		const long = needle.slice(0, LONG_START);
		const alike = same.long.get(long);
		if (alike === void 0) same.long.set(long, [needle]);
		else alike.push(needle);
	}
	delete(needle) {
		this.#all.delete(needle);
		const same = this.#byStart.get(needle.slice(0, START));
		const candidates = needle.length < LONG_START ? same?.short : same?.long.get(needle.slice(0, LONG_START));
		const at = candidates?.indexOf(needle) ?? -1;
		if (at >= 0) candidates?.splice(at, 1);
	}
	/** Where they are, in the order of their beginnings. */
	in(text) {
		const found = [];
		if (this.#all.size === 0) return found;
		for (let at = 0; at + START <= text.length; at++) {
			const candidates = this.#byStart.get(text.slice(at, at + START));
			if (candidates === void 0) continue;
			const long = candidates.long.size === 0 ? void 0 : candidates.long.get(text.slice(at, at + LONG_START));
			const longest = longestAt(text, at, long ?? []) || longestAt(text, at, candidates.short);
			if (longest > 0) found.push([at, at + longest]);
		}
		return found;
	}
};
const START = 3;
const LONG_START = 24;
function longestAt(text, at, needles) {
	let longest = 0;
	for (const needle of needles) if (needle.length > longest && text.startsWith(needle, at)) longest = needle.length;
	return longest;
}

// src/secrets/masks.ts
/**
* So many masks are given to the runner, and so many characters of them: each is a line of the log, and the runner compares every
* later line with all of them. What this step writes is redacted by all forms, however many there are.
*/
const MOST_MASKS = 5e3;
const MOST_MASKED_CHARACTERS = 4e6;
/**
* The share of both that is used when a form of a kind is still given. A key in PEM has two hundred encoded forms: those of the
* first secrets must not take the place of a later secret itself.
*/
const SHARES = {
	value: 1,
	line: .75,
	encoded: .5
};
/**
* The secrets of this run. The runner masks them in the log; `redact` masks them in what the runner does not filter:
* statuses, the job summary, errors.
*/
var Masks = class {
	#emit;
	#notice;
	#forms = new Needles();
	#fragments = new Fragments();
	#exempt = /* @__PURE__ */ new Set();
	#warned = /* @__PURE__ */ new Set();
	/** What the runner has: a form for which there was no place may be a value later. */
	#given = /* @__PURE__ */ new Set();
	#emitted = {
		masks: 0,
		characters: 0,
		isFull: false
	};
	constructor(options) {
		this.#emit = options.emit;
		this.#notice = options.notice ?? (() => void 0);
	}
	/** Masks a value in all its forms, each once. A named value that is too short or too common to be masked is reported. */
	add(value, name) {
		if (name !== void 0) this.addNamed([[name, value]]);
		else this.#add(value);
	}
	#add(value) {
		for (const secret of isKubeconfigText(value) ? kubeconfigSecrets(value) : [value]) this.#hide(secret);
	}
	#hide(value) {
		if (value.trim() === "" || this.#exempt.has(value.trim()) || !isMaskable(value)) return;
		this.#fragments.add(value.trim());
		for (const [form, kind] of secretForms(value)) {
			if (this.#given.has(form) || this.#exempt.has(form)) continue;
			if (!this.#forms.has(form)) this.#forms.add(form);
			this.#give(form, SHARES[kind]);
		}
	}
	/** Shorter ones may still fit where a long one does not. */
	#give(form, share) {
		const emitted = this.#emitted;
		const fits = emitted.characters + form.length <= MOST_MASKED_CHARACTERS * share;
		if (emitted.masks < 5e3 * share && fits) {
			emitted.masks += 1;
			emitted.characters += form.length;
			this.#given.add(form);
			this.#emit(form);
		} else if (!emitted.isFull) {
			emitted.isFull = true;
			this.#notice(`The secrets of this step have more forms than are given to the runner (${MOST_MASKS.toLocaleString("en")} masks, ${MOST_MASKED_CHARACTERS / 1e6} MB): this step hides all of them, but what a later step prints may show one`);
		}
	}
	/** Masks values by their names; one line says which of them cannot be masked. */
	addNamed(values) {
		const bare = [];
		for (const [name, value] of values) {
			this.#add(value);
			if (value.trim() !== "" && !isMaskable(value) && !this.#warned.has(name)) bare.push(name);
		}
		if (bare.length > 0) this.#warn(bare);
	}
	addAll(values) {
		for (const value of values) this.add(value);
	}
	/**
	* Words that are public anyway, such as the environment's name. A Secret that holds one of them as a value must
	* not turn it into `***` wherever it stands.
	*/
	exempt(...words) {
		for (const word of words) {
			this.#exempt.add(word);
			this.#forms.delete(word);
		}
	}
	/** The text with `***` for every known form. Forms that overlap are hidden as one, so that no rest of any stays. */
	redact(text) {
		const hidden = this.#hiddenIn(text);
		let shown = "";
		let at = 0;
		for (const [start, end] of hidden) {
			shown += `${text.slice(at, start)}***`;
			at = end;
		}
		return shown + text.slice(at);
	}
	/** The same data with every text redacted: what is rendered from it may then be escaped in any way. */
	clean(data) {
		return cleanData(data, (text) => this.redact(text));
	}
	/** The ranges to hide, in order, merged where they overlap or touch. */
	#hiddenIn(text) {
		const found = [...this.#forms.in(text), ...this.#fragments.in(text)].sort(([a], [b]) => a - b);
		const merged = [];
		for (const range of found) {
			const last = merged.at(-1);
			if (last !== void 0 && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
			else merged.push(range);
		}
		return merged;
	}
	#warn(names) {
		for (const name of names) this.#warned.add(name);
		const [first = "", ...others] = names;
		const subject = others.length === 0 ? `The value of ${first} is` : `The values of ${names.join(", ")} are`;
		this.#notice(`${subject} too short or too common to be masked (masked from ${4} characters on): it may be seen in the log`);
	}
};

export { withoutUserInfo as i, kubeconfigSecrets as n, userInfoOf as r, Masks as t };