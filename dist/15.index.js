export const id = 15;
export const ids = [15];
export const modules = {

/***/ 8015:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/runner/inputs.js
var runner_inputs = __webpack_require__(4477);
// EXTERNAL MODULE: ./lib/runner/runner.js + 2 modules
var runner_runner = __webpack_require__(3453);
// EXTERNAL MODULE: ./lib/runner/step-process.js
var step_process = __webpack_require__(1726);
// EXTERNAL MODULE: ./lib/slack/login.js
var login = __webpack_require__(2557);
// EXTERNAL MODULE: ./lib/text/canonical-name.js
var canonical_name = __webpack_require__(4097);
;// CONCATENATED MODULE: ./lib/actions/notify-stale/inputs.js




/** The inputs of `actions/notify-stale`; `action.yml` and its README say the same (a contract test holds them together). */
const notifyStaleInputs = {
    token: {
        description: "Token that reads the repositories. The run's own sees its own repository alone: several need an App's token.",
        required: true,
        default: '${{ github.token }}',
    },
    repositories: {
        description: 'Repositories to look at, `owner/name`, one a line. Default: the one the workflow runs in.',
    },
    organization: { description: 'Organization whose repositories with the `topic` are looked at.' },
    topic: { description: 'Topic of the repositories to look at, with `organization`.' },
    environments: {
        description: 'Environments to tell of, one a line. Default: all that the policies do not turn off.',
    },
    'slack-token': {
        description: 'Bot token of a Slack app. Without it there are the job summary and the outputs.',
    },
    'slack-api-url': { description: 'Base of Slack’s web API.', default: 'https://slack.com/api/' },
    'dry-run': { description: '`true`: nothing is written to Slack; the log says what would be.', default: 'false' },
    budget: {
        description: 'Most operations of GitHub a run may take: points of GraphQL and REST requests together. What is left out is said; the next run begins elsewhere.',
        default: '500',
    },
    name: {
        description: 'Name of this scan. By it a run finds the messages of earlier ones. Only where one job of one workflow runs several scans.',
    },
};
/** The outputs of `actions/notify-stale`. */
const notifyStaleOutputs = {
    outcome: 'How it ended: `success` or `error`. What was left out by the budget is no error.',
    reason: 'Stable code of the first problem, such as `github-forbidden` or `slack-not-in-channel`; empty on success.',
    stale: 'What is stale, as a JSON list: `repository`, `service`, `environment`, `count`, `more` (it is at least so many), `since`, `silent` (why), `deploy` (the commit to deploy) and the newest `commits`: 20, or fewer where all together are too long for an output.',
    problems: 'What could not be read or told, as a JSON list: `reason`, `text`, `where`.',
    'left-out': 'Repositories that nobody looked at, for the budget or the rate limit, as a JSON list.',
    messages: 'What was done in Slack, as a JSON list: `environment`, `channel`, `action`, `ts`.',
    points: 'Points of GraphQL that were used.',
    requests: 'REST requests to GitHub.',
};
/** Validates the inputs and their combinations before anything is asked. Throws `bad-input`. */
function validate(texts) {
    const environments = (0,runner_inputs/* linesOf */.Dx)(texts.environments).map(canonical_name/* canonicalName */.E);
    return {
        token: texts.token,
        scope: scopeOf(texts),
        environments: environments.length === 0 ? undefined : environments,
        slack: (0,login/* slackLogin */.S)(texts['slack-token'], texts['slack-api-url']),
        dryRun: flagOf('dry-run', texts['dry-run']),
        budget: (0,runner_inputs/* idOf */.TH)('budget', texts.budget),
        name: texts.name === '' ? undefined : texts.name,
    };
}
function scopeOf(texts) {
    const { organization, topic } = texts;
    const repositories = (0,runner_inputs/* linesOf */.Dx)(texts.repositories);
    if (repositories.length > 0) {
        if (organization !== '' || topic !== '') {
            throw bad('Inputs "repositories" and "organization" are both given; name the repositories, or find them by topic');
        }
        const wrong = repositories.filter(name => !/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/.test(name));
        if (wrong.length > 0) {
            const list = wrong.map(name => `"${name}"`).join(', ');
            throw bad(`Input "repositories" has ${list}; write owner/name, one a line`);
        }
        return { kind: 'named', repositories };
    }
    if (organization === '' && topic === '')
        return { kind: 'own' };
    if (organization === '' || topic === '') {
        const [has, lacks] = topic === '' ? ['organization', 'topic'] : ['topic', 'organization'];
        throw bad(`Input "${has}" is given but "${lacks}" is empty; give both or neither`);
    }
    return { kind: 'topic', organization, topic };
}
function flagOf(name, text) {
    if (text !== 'true' && text !== 'false')
        throw bad(`Input "${name}" is "${text}"; write true or false`);
    return text === 'true';
}
function bad(text) {
    return new errors/* UserError */.y('bad-input', text);
}

;// CONCATENATED MODULE: ./lib/actions/notify-stale/main.js





const bugs = 'This is a bug of commit-train; please report it: https://github.com/commit-train/commit-train/issues';
/** The entry of `actions/notify-stale`: reads the inputs, runs the scan, says how it ended. */
async function main() {
    const runner = (0,runner_runner/* actionsRunner */.A)();
    const stop = (0,step_process/* stopOnSignals */.Z)();
    try {
        const inputs = validate((0,runner_inputs/* readInputs */.Ko)(notifyStaleInputs, runner.input));
        await notify(inputs, runner, stop.signal);
    }
    catch (thrown) {
        const known = thrown instanceof errors/* UserError */.y;
        runner.setOutput('outcome', 'error');
        runner.setOutput('reason', known ? thrown.reason : 'bug');
        runner.fail((0,errors/* messageOf */.b)(thrown));
        if (known) {
            for (const { where, text } of thrown.findings)
                runner.log.info(where === undefined ? text : `${where}: ${text}`);
        }
        else
            runner.log.info(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n${bugs}`);
    }
    (0,step_process/* leave */.q)();
}
/** Loads most of the bundle only now: it is not needed to say that an input is missing. */
async function notify(inputs, runner, signal) {
    const { readRunContext } = await __webpack_require__.e(/* import() */ 445).then(__webpack_require__.bind(__webpack_require__, 8445));
    const { runNotifyStale } = await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(888), __webpack_require__.e(6), __webpack_require__.e(562)]).then(__webpack_require__.bind(__webpack_require__, 8562));
    const { present } = await __webpack_require__.e(/* import() */ 521).then(__webpack_require__.bind(__webpack_require__, 521));
    const { connectGitHub } = await __webpack_require__.e(/* import() */ 3).then(__webpack_require__.bind(__webpack_require__, 7003));
    const { connectSlack } = await Promise.all(/* import() */[__webpack_require__.e(414), __webpack_require__.e(149)]).then(__webpack_require__.bind(__webpack_require__, 9414));
    const { machineFetch } = await __webpack_require__.e(/* import() */ 839).then(__webpack_require__.bind(__webpack_require__, 1839));
    const { systemClock: clock } = await __webpack_require__.e(/* import() */ 323).then(__webpack_require__.bind(__webpack_require__, 8323));
    const { noLocks: locks } = await __webpack_require__.e(/* import() */ 719).then(__webpack_require__.bind(__webpack_require__, 5719));
    const { log: logger, env, masks } = runner;
    for (const secret of [inputs.token, inputs.slack?.token ?? ''])
        masks.add(secret);
    const context = readRunContext(env, inputs.name);
    const [owner = '', repo = ''] = context.repository.split('/');
    const repository = { owner, repo };
    const github = connectGitHub({ token: inputs.token, apiUrl: context.apiUrl, repository, logger, clock, signal });
    const slack = inputs.slack === undefined
        ? undefined
        : connectSlack({ ...inputs.slack, logger, clock, signal, fetch: await machineFetch(env) });
    const result = await runNotifyStale(inputs, context, { log: logger, clock, github, slack, locks });
    await present(result, runner, context.serverUrl);
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

/***/ 6226:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ isLoopback),
/* harmony export */   Z: () => (/* binding */ isPrivateChannel)
/* harmony export */ });
/** Whether a URL's host is this machine: the only place where plain http is spoken. */
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
/** Whether credentials may be sent there. */
function isPrivateChannel(url) {
    return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
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


/***/ }),

/***/ 2557:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ slackLogin)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _net_secure_url_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6226);


/** The login from an action's inputs `slack-token` and `slack-api-url`; undefined without a token. Throws `bad-input`. */
function slackLogin(token, apiUrl) {
    if (token === '')
        return undefined;
    if (!URL.canParse(apiUrl) || !(0,_net_secure_url_js__WEBPACK_IMPORTED_MODULE_1__/* .isPrivateChannel */ .Z)(new URL(apiUrl))) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('bad-input', `Input "slack-api-url" is "${apiUrl}"; it must be an https address`);
    }
    return { token, apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` };
}


/***/ }),

/***/ 4097:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ canonicalName)
/* harmony export */ });
/**
 * The form in which names of environments and services are compared: GitHub's environment names, repository names and
 * concurrency groups do not differ by case.
 */
function canonicalName(name) {
    return name.normalize('NFC').toLowerCase();
}


/***/ })

};
