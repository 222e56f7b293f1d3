export const id = 723;
export const ids = [723];
export const modules = {

/***/ 5435:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ buildInputs)
/* harmony export */ });
/* unused harmony export buildOutputs */
/** The inputs of `actions/build`; `action.yml` and its README say the same (a contract test holds them together). */
const buildInputs = {
    image: {
        description: 'Image repository without tag: `ghcr.io/acme/hello`. Capitals are lowered.',
        required: true,
    },
    lint: {
        description: 'Commands that lint, one a line, each run by `bash --noprofile --norc -eo pipefail -c`.',
    },
    test: { description: 'Commands that test, one a line, run in the same way.' },
    'test-image': {
        description: 'Commands that are run inside the built image before it is pushed, one a line: a program of the image and its arguments, with quotes but without a shell.',
    },
    'fail-fast': {
        description: '`true`: the first failure stops the others. `false`: all of them come to their end.',
        default: 'true',
    },
    push: {
        description: '`true`, `false`, or `auto`: not on pull requests from forks.',
        default: 'auto',
    },
    'registry-username': {
        description: 'User name for the registry. Default: the logins of the docker config, else anonymous.',
    },
    'registry-password': { description: 'Password or token for the registry.' },
    context: { description: 'Folder that is the context of the build, inside the checked-out repository.', default: '.' },
    dockerfile: { description: 'The Dockerfile. Default: `Dockerfile` in the context.' },
    target: { description: 'Stage of the Dockerfile to build. Default: the last one.' },
    platforms: { description: "Platforms such as `linux/arm64`, one a line. Default: the engine's own." },
    'build-args': { description: 'Build arguments as `NAME=VALUE`, one a line.' },
    secrets: {
        description: 'Secrets of the build as `ID=ENV_NAME`, one a line: the value is that of the environment variable of this step.',
    },
    labels: {
        description: 'Labels as `NAME=VALUE`, one a line, added to those of the OCI: revision, source, created, version, title.',
    },
    tags: { description: 'More tags than the full SHA, one a line. They may move, the SHA never does.' },
    'tag-suffix': {
        description: 'Added to the SHA in the tag, `-arm64`: the image is one of several that a later job puts together with `join`.',
    },
    join: {
        description: 'Suffixes of images of this commit, one a line: an index of them is written under the SHA. Nothing is built.',
    },
    cache: {
        description: 'Cache of the layers: `none`, `gha`, `registry` (tag `build-cache` of the image) or `inline`.',
        default: 'none',
    },
    provenance: { description: 'Provenance attestation: `none`, `min` or `max`.', default: 'none' },
    'not-in-image': {
        description: "Paths that neither the image nor lint and test depend on, one a line: `deploy/`, `docs/**`, `*.md`. A commit that changes nothing else gets its first parent's image, without a build.",
    },
};
/** The outputs of `actions/build`. */
const buildOutputs = {
    outcome: 'How it ended: `success`, `failed`, `cancelled` or `error`.',
    reason: 'Stable code of the reason, such as `lint-failed` or `registry-denied`; empty on success.',
    commit: 'Full SHA of the commit.',
    image: 'The image with its digest: `repository@sha256:…`; empty when nothing is in the registry.',
    digest: 'The digest alone: `sha256:…`.',
    tag: 'The tag: the full SHA of the commit, with `tag-suffix` if there is one.',
    tags: 'All references that were written, as a JSON list.',
    skipped: "`true` when nothing was built: the image was there, or it is the first parent's.",
    durations: 'Milliseconds of each part, as a JSON object: `lint`, `test`, `image`, `push`, `total`.',
};


/***/ }),

/***/ 7723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   main: () => (/* binding */ main),
/* harmony export */   w: () => (/* binding */ state)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(452);
/* harmony import */ var _runner_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4477);
/* harmony import */ var _runner_runner_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3453);
/* harmony import */ var _runner_step_process_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1726);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5435);








/** What `post` is told; nothing of it is secret. */
const state = { folder: 'folder', marker: 'marker' };
/** The entry of `actions/build`: reads the inputs, runs the build, says how it ended. */
async function main() {
    const runner = (0,_runner_runner_js__WEBPACK_IMPORTED_MODULE_5__/* .actionsRunner */ .A)();
    const stop = (0,_runner_step_process_js__WEBPACK_IMPORTED_MODULE_7__/* .stopOnSignals */ .Z)();
    try {
        const texts = (0,_runner_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .readInputs */ .Ko)(_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .buildInputs */ ._, runner.input);
        // Loaded only now: most of the bundle is not needed to say that an input is missing.
        const { validate } = await __webpack_require__.e(/* import() */ 950).then(__webpack_require__.bind(__webpack_require__, 8950));
        const { readRunContext } = await __webpack_require__.e(/* import() */ 81).then(__webpack_require__.bind(__webpack_require__, 81));
        const settings = validate(texts, runner.env);
        const context = readRunContext(runner.env);
        await build(runner, stop.signal, settings, context);
    }
    catch (thrown) {
        await failBeforeTheBuild(thrown, runner);
    }
    (0,_runner_step_process_js__WEBPACK_IMPORTED_MODULE_7__/* .leave */ .q)();
}
async function build(runner, signal, settings, context) {
    const { runBuild } = await Promise.all(/* import() */[__webpack_require__.e(126), __webpack_require__.e(826)]).then(__webpack_require__.bind(__webpack_require__, 7863));
    const { present } = await __webpack_require__.e(/* import() */ 836).then(__webpack_require__.bind(__webpack_require__, 4836));
    const { startProcessGroup: start } = await __webpack_require__.e(/* import() */ 576).then(__webpack_require__.bind(__webpack_require__, 8576));
    const { spawnExec: exec } = await __webpack_require__.e(/* import() */ 802).then(__webpack_require__.bind(__webpack_require__, 6802));
    const { systemClock: clock } = await __webpack_require__.e(/* import() */ 323).then(__webpack_require__.bind(__webpack_require__, 8323));
    const { log, print, masks, env } = runner;
    const marker = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(context.temp, 'build-')); // mkdtemp makes it 0700
    // Before anything is written there: `post` takes it away also when this process is killed.
    runner.saveState(state.folder, folder);
    runner.saveState(state.marker, marker);
    try {
        const effects = { log, print, masks, env, exec, start, clock, marker, folder, signal };
        await present(await runBuild(settings, context, effects), runner);
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(folder, { recursive: true, force: true });
    }
}
async function failBeforeTheBuild(thrown, runner) {
    const known = thrown instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y;
    runner.setOutput('outcome', 'error');
    runner.setOutput('reason', known ? thrown.reason : 'bug');
    runner.fail((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .b)(thrown));
    if (known) {
        for (const { where, text } of thrown.findings)
            runner.log.info(where === undefined ? text : `${where}: ${text}`);
        return;
    }
    const { bugs } = await __webpack_require__.e(/* import() */ 836).then(__webpack_require__.bind(__webpack_require__, 4836));
    runner.log.info(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n${bugs}`);
}


/***/ }),

/***/ 452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ messageOf),
/* harmony export */   y: () => (/* binding */ UserError)
/* harmony export */ });
/**
 * The one class for what a user can mend: its message is one line that says what failed and what to change.
 * Everything else that is thrown is a bug of ours and is shown with its stack.
 */
class UserError extends Error {
    name = 'UserError';
    reason;
    outcome;
    findings;
    constructor(reason, message, options = {}) {
        super(message, options.cause === undefined ? undefined : { cause: options.cause });
        this.reason = reason;
        this.outcome = options.outcome ?? 'error';
        this.findings = options.findings ?? [];
    }
}
/** The text of anything that was thrown. */
function messageOf(thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
}


/***/ }),

/***/ 4477:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dx: () => (/* binding */ linesOf),
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   TH: () => (/* binding */ idOf),
/* harmony export */   cf: () => (/* binding */ durationOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** Reads all inputs of a table. Throws one `missing-input` that names every required input that is missing or empty. */
function readInputs(table, get) {
    const texts = {};
    for (const name of Object.keys(table))
        texts[name] = get(name).trim();
    const missing = Object.entries(table).filter(([name, spec]) => spec.required && texts[name] === '');
    if (missing.length > 0) {
        const names = missing.map(([name]) => `"${name}"`);
        const subject = names.length === 1 ? `Input ${names[0]} is` : `Inputs ${names.join(', ')} are`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('missing-input', `${subject} missing or empty; give ${names.length === 1 ? 'it a value' : 'them values'} under "with:" of this step`, {
            findings: missing.map(([name, spec]) => ({
                reason: 'missing-input',
                text: withoutMarkdown(spec.description),
                where: `input ${name}`,
            })),
        });
    }
    return texts;
}
/** The lines of a list input: trimmed, blank ones left out. No quoting, no commas: a line is an item. */
function linesOf(text) {
    return text
        .split('\n')
        .map(line => line.trim())
        .filter(line => line !== '');
}
const unitsInMs = { s: 1000, m: 60_000, h: 3_600_000 };
/** Milliseconds of `90s`, `10m` or `1h`. Throws `bad-input` that names the input. */
function durationOf(name, text) {
    const [, amount, unit] = /^(\d{1,6})(s|m|h)$/.exec(text) ?? [];
    const factor = unitsInMs[unit ?? ''];
    if (amount === undefined || factor === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('bad-input', `Input "${name}" is "${text}"; write a duration such as 90s, 10m or 1h`);
    }
    return Number(amount) * factor;
}
/** A positive whole number, such as a deployment's id. Throws `bad-input` that names the input. */
function idOf(name, text) {
    const id = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(id) || id < 1) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('bad-input', `Input "${name}" is "${text}"; it must be a positive whole number`);
    }
    return id;
}
function withoutMarkdown(text) {
    return text.replaceAll('`', '');
}


/***/ }),

/***/ 3453:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ actionsRunner)
});

// UNUSED EXPORTS: withoutCommands

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 8 modules
var core = __webpack_require__(6058);
;// CONCATENATED MODULE: ./lib/secrets/forms.js
/** Shorter texts are not masked: they occur everywhere, and the log would be unreadable without being any safer. */
const shortestMask = 4;
/** Words that are in every log; as values of secrets they protect nothing. */
const everyday = new Set(['true', 'false', 'null', 'none', 'undefined', 'default', 'enabled', 'disabled']);
/** Whether a value can be masked without the log becoming unreadable. */
function isMaskable(value) {
    const trimmed = value.trim();
    return trimmed.length >= shortestMask && !everyday.has(trimmed.toLowerCase());
}
/**
 * Every single-line form in which a secret value may turn up: itself, in base64, URL encoding and JSON, and each of its
 * telling lines. The runner masks line by line, so that no form has a line break in it. Lines are not encoded one by
 * one: nobody does that, and a certificate would become hundreds of masks.
 */
function secretForms(value) {
    const forms = new Set();
    const add = (form) => {
        if (form.length >= shortestMask && !/[\r\n]/.test(form))
            forms.add(form);
    };
    // Trimmed too: a secret pasted with its line break is used with and without it.
    for (const whole of new Set([value, value.trim()])) {
        add(whole);
        add(inJson(whole));
        add(urlEncoded(whole));
        for (const encoded of base64Forms(whole))
            add(encoded);
    }
    for (const line of tellingLines(value)) {
        add(line);
        add(inJson(line));
    }
    return forms;
}
function tellingLines(value) {
    const lines = value.split(/\r\n|\r|\n/).map(line => line.trim());
    return lines.length > 1 ? lines.filter(isTelling) : [];
}
function inJson(value) {
    return JSON.stringify(value).slice(1, -1);
}
/** Whether a line of a longer value says something: no brackets, no PEM borders, no key without a value. */
function isTelling(line) {
    if (!isMaskable(line) || /^[\W_]*$/.test(line))
        return false;
    return !/^-----.*-----$/.test(line) && !/^["']?[\w./-]+["']?\s*:\s*["'|>[{+-]*$/.test(line);
}
function urlEncoded(value) {
    // A text with half a surrogate pair cannot be encoded; nobody could have sent it in a URL either.
    return value.isWellFormed() ? encodeURIComponent(value) : value;
}
/**
 * Base64 with and without a final line break, in both alphabets; and the part that stays the same when the value is in
 * the middle of something else, as a password is in `user:password`.
 */
function base64Forms(value) {
    const whole = [value, `${value}\n`].map(text => Buffer.from(text).toString('base64'));
    const inner = Buffer.byteLength(value) < 8 ? [] : [0, 1, 2].map(before => innerBase64(value, before));
    return [...whole, ...inner].flatMap(text => [text, text.replaceAll('+', '-').replaceAll('/', '_')]);
}
/** The characters of base64 that depend on the value alone when `before` bytes (modulo 3) stand in front of it. */
function innerBase64(value, before) {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
    return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
}

;// CONCATENATED MODULE: ./lib/secrets/masks.js

/**
 * The secrets of this run. The runner masks them in the log; `redact` masks them in what the runner does not filter:
 * statuses, the job summary, errors.
 */
class Masks {
    #emit;
    #notice;
    #forms = new Set();
    #exempt = new Set();
    #told = new Set();
    constructor(options) {
        this.#emit = options.emit;
        this.#notice = options.notice ?? (() => undefined);
    }
    /** Masks a value in all its forms, each once. A named value that is too short or too common to be masked is told. */
    add(value, name) {
        if (value.trim() === '' || this.#exempt.has(value.trim()))
            return;
        if (!isMaskable(value)) {
            if (name !== undefined)
                this.#tell(name);
            return;
        }
        for (const form of secretForms(value)) {
            if (this.#forms.has(form) || this.#exempt.has(form))
                continue;
            this.#forms.add(form);
            this.#emit(form);
        }
    }
    addAll(values) {
        for (const value of values)
            this.add(value);
    }
    /**
     * Words that everybody sees anyway, such as the environment's name. A Secret that holds one of them as a value must
     * not turn it into `***` wherever it stands. Counts for what is added afterwards.
     */
    exempt(...words) {
        for (const word of words)
            this.#exempt.add(word);
    }
    /** The text with `***` for every known form. Forms that overlap are hidden as one, so that no rest of any stays. */
    redact(text) {
        const hidden = this.#hiddenIn(text);
        let shown = '';
        let at = 0;
        for (const [start, end] of hidden) {
            shown += `${text.slice(at, start)}***`;
            at = end;
        }
        return shown + text.slice(at);
    }
    /** The ranges to hide, in order, merged where they overlap or touch. */
    #hiddenIn(text) {
        const found = [];
        for (const form of this.#forms) {
            for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1))
                found.push([at, at + form.length]);
        }
        found.sort(([a], [b]) => a - b);
        const merged = [];
        for (const range of found) {
            const last = merged.at(-1);
            if (last !== undefined && range[0] <= last[1])
                last[1] = Math.max(last[1], range[1]);
            else
                merged.push(range);
        }
        return merged;
    }
    #tell(name) {
        if (this.#told.has(name))
            return;
        this.#told.add(name);
        this.#notice(`The value of ${name} is too short or too common to be masked (masked from ${shortestMask} characters on): it may be seen in the log`);
    }
}

;// CONCATENATED MODULE: ./lib/runner/runner.js


/** GitHub drops a step's whole summary above 1 MiB, so it is cut before that, with a word about it. */
const summaryLimit = 1_000_000;
/** The runner behind @actions/core. Everything that is printed passes the masks first, also where GitHub does not. */
function actionsRunner() {
    const masks = new Masks({ emit: value => core/* setSecret */.Pq(value), notice: line => core/* notice */.lm(line) });
    const log = redactingLogger(masks);
    return {
        log,
        masks,
        env: process.env,
        print: line => core/* info */.pq(masks.redact(line)),
        input: name => core/* getInput */.V4(name),
        setOutput: (name, value) => core/* setOutput */.uH(name, value),
        saveState: (name, value) => core/* saveState */.LZ(name, value),
        state: name => core/* getState */.Gu(name),
        writeSummary: markdown => writeSummary(masks.redact(markdown), log),
        fail: headline => core/* setFailed */.C1(masks.redact(headline)),
    };
}
function redactingLogger(masks) {
    return {
        debug: line => core/* debug */.Yz(masks.redact(line)),
        info: line => core/* info */.pq(withoutCommands(masks.redact(line))),
        notice: line => core/* notice */.lm(masks.redact(line)),
        warning: line => core/* warning */.$e(masks.redact(line)),
        error: line => core/* error */.z3(masks.redact(line)),
        group: (title, work) => core/* group */.Os(masks.redact(title), work),
    };
}
/**
 * The runner takes a line that begins with `::`, or has `##[` anywhere in it, for a command, and ends a line at a carriage
 * return too. What a pod or a registry wrote must not give commands, so both are broken up and control characters go.
 */
function withoutCommands(text) {
    return text
        .replaceAll(/[^\P{Cc}\n\t]/gu, ' ')
        .replaceAll(/^(\s*):(?=:)/gm, '$1:\u200b')
        .replaceAll('##[', '#\u200b#[');
}
async function writeSummary(markdown, log) {
    const text = markdown.length <= summaryLimit ? markdown : `${markdown.slice(0, summaryLimit)}\n\n… cut: the log has the rest.`;
    try {
        await core/* summary */.z.addRaw(text, true).write();
    }
    catch (thrown) {
        log.warning(`The job summary could not be written: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    }
}


/***/ }),

/***/ 1726:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ stopOnSignals),
/* harmony export */   q: () => (/* binding */ leave)
/* harmony export */ });
/** GitHub sends INT, then TERM 7.5 s later, then KILL 2.5 s after that; the first one already stops the work. */
function stopOnSignals() {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM']) {
        process.once(signal, () => stop.abort(new Error('somebody stopped this run')));
    }
    return stop;
}
/** Ends the process by itself: an idle connection must not keep the step running. Output has been written by then. */
function leave() {
    process.stdout.write('', () => process.exit());
}


/***/ })

};
