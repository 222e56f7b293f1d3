import { a as withMarksShown, n as withoutCommands, o as BUG_REPORT, s as Crash, t as systemClock, u as messageOf } from "./time-system-clock.js";
import * as os from "os";
import { EOL } from "os";
import * as crypto from "crypto";
import * as fs from "fs";
import { constants, promises } from "fs";

// node_modules/@actions/core/lib/utils.js
/**
* Sanitizes an input into a string so it can be passed into issueCommand safely
* @param input input to sanitize into a string
*/
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}

// node_modules/@actions/core/lib/command.js
/**
* Issues a command to the GitHub Actions runner
*
* @param command - The command name to issue
* @param properties - Additional properties for the command (key-value pairs)
* @param message - The message to include with the command
* @remarks
* This function outputs a specially formatted string to stdout that the Actions
* runner interprets as a command. These commands can control workflow behavior,
* set outputs, create annotations, mask values, and more.
*
* Command Format:
*   ::name key=value,key=value::message
*
* @example
* ```typescript
* // Issue a warning annotation
* issueCommand('warning', {}, 'This is a warning message');
* // Output: ::warning::This is a warning message
*
* // Set an environment variable
* issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
* // Output: ::set-env name=MY_VAR::some value
*
* // Add a secret mask
* issueCommand('add-mask', {}, 'secretValue123');
* // Output: ::add-mask::secretValue123
* ```
*
* @internal
* This is an internal utility function that powers the public API functions
* such as setSecret, warning, error, and exportVariable.
*/
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os.EOL);
}
const CMD_STRING = "::";
var Command = class {
	constructor(command, properties, message) {
		if (!command) command = "missing.command";
		this.command = command;
		this.properties = properties;
		this.message = message;
	}
	toString() {
		let cmdStr = CMD_STRING + this.command;
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += " ";
			let first = true;
			for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
				const val = this.properties[key];
				if (val) {
					if (first) first = false;
					else cmdStr += ",";
					cmdStr += `${key}=${escapeProperty(val)}`;
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
		return cmdStr;
	}
};
function escapeData(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
	if (!fs.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
	fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, { encoding: "utf8" });
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}

// node_modules/@actions/core/lib/summary.js
var __awaiter$1 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access, appendFile, writeFile } = promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	/**
	* Finds the summary file path from the environment, rejects if env var is not found or file does not exist
	* Also checks r/w permissions.
	*
	* @returns step summary file path
	*/
	filePath() {
		return __awaiter$1(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access(pathFromEnv, constants.R_OK | constants.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	/**
	* Wraps content in an HTML tag, adding any HTML attributes
	*
	* @param {string} tag HTML tag to wrap
	* @param {string | null} content content within the tag
	* @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
	*
	* @returns {string} content wrapped in HTML element
	*/
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	/**
	* Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
	*
	* @param {SummaryWriteOptions} [options] (optional) options for write operation
	*
	* @returns {Promise<Summary>} summary instance
	*/
	write(options) {
		return __awaiter$1(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	/**
	* Clears the summary buffer and wipes the summary file
	*
	* @returns {Summary} summary instance
	*/
	clear() {
		return __awaiter$1(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	/**
	* Returns the current summary buffer as a string
	*
	* @returns {string} string of summary buffer
	*/
	stringify() {
		return this._buffer;
	}
	/**
	* If the summary buffer is empty
	*
	* @returns {boolen} true if the buffer is empty
	*/
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	/**
	* Resets the summary buffer without writing to summary file
	*
	* @returns {Summary} summary instance
	*/
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	/**
	* Adds raw text to the summary buffer
	*
	* @param {string} text content to add
	* @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	/**
	* Adds the operating system-specific end-of-line marker to the buffer
	*
	* @returns {Summary} summary instance
	*/
	addEOL() {
		return this.addRaw(EOL);
	}
	/**
	* Adds an HTML codeblock to the summary buffer
	*
	* @param {string} code content to render within fenced code block
	* @param {string} lang (optional) language to syntax highlight code
	*
	* @returns {Summary} summary instance
	*/
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML list to the summary buffer
	*
	* @param {string[]} items list of items to render
	* @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML table to the summary buffer
	*
	* @param {SummaryTableCell[]} rows table rows
	*
	* @returns {Summary} summary instance
	*/
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds a collapsable HTML details element to the summary buffer
	*
	* @param {string} label text for the closed state
	* @param {string} content collapsable content
	*
	* @returns {Summary} summary instance
	*/
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML image tag to the summary buffer
	*
	* @param {string} src path to the image you to embed
	* @param {string} alt text description of the image
	* @param {SummaryImageOptions} options (optional) addition image attributes
	*
	* @returns {Summary} summary instance
	*/
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML section heading element
	*
	* @param {string} text heading text
	* @param {number | string} [level=1] (optional) the heading level, default: 1
	*
	* @returns {Summary} summary instance
	*/
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML thematic break (<hr>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML line break (<br>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML blockquote to the summary buffer
	*
	* @param {string} text quote text
	* @param {string} cite (optional) citation url
	*
	* @returns {Summary} summary instance
	*/
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML anchor tag to the summary buffer
	*
	* @param {string} text link text/content
	* @param {string} href hyperlink
	*
	* @returns {Summary} summary instance
	*/
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
const _summary = new Summary();
const summary = _summary;

// node_modules/@actions/core/lib/core.js
var __awaiter = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
/**
* The code to exit an action
*/
var ExitCode;
(function(ExitCode) {
	/**
	* A code indicating that the action was successful
	*/
	ExitCode[ExitCode["Success"] = 0] = "Success";
	/**
	* A code indicating that the action was a failure
	*/
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
/**
* Sets the value of an output.
*
* @param     name     name of the output to set
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
/**
* Gets whether Actions Step Debug is on or not
*/
function isDebug() {
	return process.env["RUNNER_DEBUG"] === "1";
}
/**
* Writes debug message to user log
* @param message debug message
*/
function debug(message) {
	issueCommand("debug", {}, message);
}
/**
* Writes info to log with console.log.
* @param message info message
*/
function info(message) {
	process.stdout.write(message + os.EOL);
}
/**
* Saves state for current action, the state can only be retrieved by this action's post job execution.
*
* @param     name     name of the state to store
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function saveState(name, value) {
	if (process.env["GITHUB_STATE"] || "") return issueFileCommand("STATE", prepareKeyValueMessage(name, value));
	issueCommand("save-state", { name }, toCommandValue(value));
}
/**
* Gets the value of an state set by this action's main execution.
*
* @param     name     name of the state to get
* @returns   string
*/
function getState(name) {
	return process.env[`STATE_${name}`] || "";
}

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

// src/runner/line-writer.ts
/** What the stream may hold at a time, in characters. Node fails with `write EINVAL` at about a million queued writes. */
const IN_FLIGHT = 65536;
/** What may wait here before a caller that prints much has to wait, in characters. */
const ROOM = 1048576;
/**
* Writes lines in their order. A line goes out at once while the reader keeps up; else lines wait here and go out in
* chunks, as fast as they are read.
*/
var LineWriter = class {
	#sink;
	#inFlight = 0;
	/** Full chunks, and the one that is being filled. */
	#chunks = [];
	#filling = "";
	#waiting = 0;
	#roomWanted = [];
	#emptyWanted = [];
	constructor(sink) {
		this.#sink = sink;
	}
	line(text) {
		const line = `${text}\n`;
		if (this.#waiting === 0 && this.#inFlight < IN_FLIGHT) {
			this.#send(line);
			return;
		}
		this.#waiting += line.length;
		this.#filling += line;
		if (this.#filling.length < IN_FLIGHT) return;
		this.#chunks.push(this.#filling);
		this.#filling = "";
	}
	/** Resolves when little waits: a caller that prints much waits for it now and then, so that the memory does not fill up. */
	room() {
		if (this.#waiting < ROOM) return Promise.resolve();
		return new Promise((resolve) => this.#roomWanted.push(resolve));
	}
	/** Resolves when everything was written. */
	flushed() {
		if (this.#inFlight === 0) return Promise.resolve();
		return new Promise((resolve) => this.#emptyWanted.push(resolve));
	}
	#send(text) {
		this.#inFlight += text.length;
		this.#sink.write(text, () => {
			this.#inFlight -= text.length;
			this.#written();
		});
	}
	#takeFilling() {
		const text = this.#filling;
		this.#filling = "";
		return text;
	}
	#written() {
		while (this.#waiting > 0 && this.#inFlight < IN_FLIGHT) {
			const next = this.#chunks.shift() ?? this.#takeFilling();
			this.#waiting -= next.length;
			this.#send(next);
		}
		if (this.#waiting < ROOM) release(this.#roomWanted);
		if (this.#inFlight === 0) release(this.#emptyWanted);
	}
};
function release(waiting) {
	for (const resolve of waiting.splice(0)) resolve();
}
/** Standard output of this process: everything that is printed goes through it, so that it stays in order. */
const stdout = new LineWriter({ write: (text, done) => process.stdout.write(text, done) });

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

// src/runner/workflow-command.ts
/** A workflow command, as the runner reads it: `::warning::text`. */
function commandLine(name, text) {
	return `::${name}::${text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A")}`;
}

// src/runner/runner.ts
/** GitHub drops a step's whole summary above 1 MiB, so it is cut before that, with a word about it. */
const SUMMARY_LIMIT = 1e6;
/**
* The runner: its files by @actions/core, its log by our own writer, since @actions/core writes a line at a time without
* looking whether anybody reads. Everything that is printed passes the masks first, also where GitHub does not.
*/
function actionsRunner(output = stdout, env = process.env) {
	const command = commandsTo(output);
	const masks = new Masks({
		emit: (value) => command("add-mask", value),
		notice: (line) => command("notice", line)
	});
	const log = redactingLogger(masks, output);
	const outputs = saidOnce((why) => log.error(`The outputs could not be written: ${why}; later steps find none`));
	const states = saidOnce((why) => log.warning(`The state for the post step could not be kept: ${why}`));
	return {
		log,
		masks,
		clock: systemClock,
		env,
		print: (lines) => output.line(masks.redact(lines)),
		room: () => output.room(),
		input: (name) => (env[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`] ?? "").trim(),
		setOutput: (name, value) => outputs(() => setOutput(name, outputText(value, masks))),
		saveState: (name, value) => states(() => saveState(name, value)),
		state: (name) => getState(name),
		writeSummary: (data, render) => writeSummary(withMarksShown(masks.redact(render(masks.clean(data)))), log),
		fail: (headline) => {
			process.exitCode = 1;
			command("error", withMarksShown(masks.redact(headline)));
		}
	};
}
/** The text of an output. */
function outputText(value, masks) {
	return typeof value === "string" ? value : JSON.stringify(masks.clean(value));
}
function redactingLogger(masks, output) {
	const command = commandsTo(output);
	const shown = (text) => withMarksShown(masks.redact(text));
	return {
		debug: (line) => command("debug", shown(line)),
		info: (line) => output.line(withoutCommands(shown(line))),
		notice: (line) => command("notice", shown(line)),
		warning: (line) => command("warning", shown(line)),
		error: (line) => command("error", shown(line)),
		group: async (title, work) => {
			command("group", shown(title));
			try {
				return await work();
			} finally {
				command("endgroup", "");
			}
		}
	};
}
function commandsTo(output) {
	return (name, text) => output.line(commandLine(name, text));
}
/** Writes to a file of the runner's. Says the first time that it cannot be written, and goes on: a full disk is no reason to stop. */
function saidOnce(say) {
	let isSaid = false;
	return (write) => {
		try {
			write();
		} catch (thrown) {
			if (!isSaid) say(messageOf(thrown));
			isSaid = true;
		}
	};
}
async function writeSummary(markdown, log) {
	const text = markdown.length <= SUMMARY_LIMIT ? markdown : `${markdown.slice(0, SUMMARY_LIMIT)}\n\n… cut: the log has the rest.`;
	try {
		await summary.addRaw(text, true).write();
	} catch (thrown) {
		log.warning(`The job summary could not be written: ${messageOf(thrown)}`);
	}
}

// src/runner/step-process.ts
/** What a step has after something was thrown and not caught, to write its end: it may wait for GitHub. */
const CRASH_GRACE_MS = 6e4;
/**
* Runs a step in this process and ends the process by itself: an idle connection must not keep the step running. What is
* not caught, an exception or a rejection, stops the work like a cancellation, but ends it as what it is, in redacted words.
*/
async function runStep(step, { stop, environment }) {
	const runner = actionsRunner(stdout, environment.env);
	let hasCrashed = false;
	process.stdout.on("error", () => void 0);
	process.on("uncaughtException", (thrown) => {
		if (hasCrashed) return;
		hasCrashed = true;
		setTimeout(() => process.exit(1), CRASH_GRACE_MS).unref();
		onCrash(thrown, runner, stop);
	});
	if (environment.problem !== void 0) runner.log.info(`Other processes of this user can read the environment of this step: ${environment.problem}`);
	await step(runner, stop.signal);
	await stdout.flushed();
	process.exit();
}
/** Says what was thrown, keeps it for `post`, and stops the work. What follows from the first crash is not said. */
function onCrash(thrown, { fail, log, masks, saveState }, stop) {
	if (stop.signal.reason instanceof Crash) return;
	const crash = new Crash(thrown);
	if (!stop.signal.aborted) stop.abort(crash);
	fail(`bug: ${crash.message}`);
	log.info(`${crash.stack}\n${BUG_REPORT}`);
	try {
		saveState("crashed", masks.redact(crash.message));
	} catch (problem) {
		log.info(`Could not be kept for the post step: ${messageOf(problem)}`);
	}
}

export { debug as a, withoutUserInfo as i, kubeconfigSecrets as n, info as o, userInfoOf as r, isDebug as s, runStep as t };