import { a as saveState, n as getState, o as setOutput } from "./actions-core-lib-core.js";
import { a as withMarksShown, n as withoutCommands, o as BUG_REPORT, s as Crash, t as systemClock, u as messageOf } from "./time-system-clock.js";
import { t as Masks } from "./secrets-masks.js";
import { EOL } from "os";
import { constants, promises } from "fs";

// node_modules/@actions/core/lib/summary.js
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
		return __awaiter(this, void 0, void 0, function* () {
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
		return __awaiter(this, void 0, void 0, function* () {
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
		return __awaiter(this, void 0, void 0, function* () {
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

export { runStep as t };