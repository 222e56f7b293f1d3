export const id = 758;
export const ids = [758,323];
export const modules = {

/***/ 4730:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pre: () => (/* binding */ pre)
/* harmony export */ });
/* harmony import */ var _deployments_request_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(996);
/* harmony import */ var _deployments_run_context_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4447);
/* harmony import */ var _deployments_slack_saved_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(520);
/* harmony import */ var _deployments_status_writer_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3294);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(452);
/* harmony import */ var _runner_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4477);
/* harmony import */ var _runner_runner_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3453);
/* harmony import */ var _runner_step_process_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1726);
/* harmony import */ var _time_system_clock_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8323);









/**
 * Runs before the job's first step: says that the deployment has begun. A job that dies in its checkout or its cloud login
 * must not leave a record that looks as if nobody had listened. Whatever is wrong here, `main` says it.
 */
async function pre() {
    const runner = (0,_runner_runner_js__WEBPACK_IMPORTED_MODULE_5__/* .actionsRunner */ .A)();
    try {
        const context = (0,_deployments_run_context_js__WEBPACK_IMPORTED_MODULE_1__/* .readRunContext */ .$p)(runner.env);
        const id = runner.input('deployment-id');
        const named = (0,_deployments_run_context_js__WEBPACK_IMPORTED_MODULE_1__/* .namedDeployment */ .tU)(context, id === '' ? undefined : (0,_runner_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .idOf */ .TH)('deployment-id', id));
        const github = (0,_deployments_status_writer_js__WEBPACK_IMPORTED_MODULE_2__/* .connector */ .M3)(runner.input('token'), context, { log: runner.log, clock: _time_system_clock_js__WEBPACK_IMPORTED_MODULE_6__.systemClock })();
        const asked = await (0,_deployments_request_js__WEBPACK_IMPORTED_MODULE_0__/* .readAsked */ .v)(github, named);
        const taken = await (0,_deployments_request_js__WEBPACK_IMPORTED_MODULE_0__/* .take */ .s)(github, asked, context.repository, context);
        if (taken.kind === 'left')
            return;
        runner.saveState('deployment', String(asked.deployment.id));
        const status = { state: 'in_progress', description: 'The job has begun' };
        await (0,_deployments_status_writer_js__WEBPACK_IMPORTED_MODULE_2__/* .writeStatus */ .Kn)(github, asked.deployment.id, status, context, runner.masks);
        runner.log.info(`Deployment ${asked.deployment.id}: ${status.description}`);
        // Nothing is told yet; but should main never come to it, post has to say so.
        const story = runner.input('slack-token') === '' ? undefined : (0,_deployments_slack_saved_js__WEBPACK_IMPORTED_MODULE_7__/* .newStory */ .O)(taken.request, context);
        if (story !== undefined)
            runner.saveState('slack', JSON.stringify(story));
    }
    catch (thrown) {
        runner.log.info(`No status could be written yet: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .b)(thrown)}`);
    }
    finally {
        (0,_runner_step_process_js__WEBPACK_IMPORTED_MODULE_8__/* .leave */ .q)();
    }
}


/***/ }),

/***/ 4447:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $p: () => (/* binding */ readRunContext),
/* harmony export */   QL: () => (/* binding */ kubectlEnv),
/* harmony export */   tU: () => (/* binding */ namedDeployment)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _runner_run_variables_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2383);


const needed = [
    'GITHUB_REPOSITORY',
    'GITHUB_API_URL',
    'GITHUB_SERVER_URL',
    'GITHUB_RUN_ID',
    'GITHUB_EVENT_NAME',
    'GITHUB_EVENT_PATH',
    'GITHUB_WORKSPACE',
    'RUNNER_TEMP',
];
/** Reads the run's own facts. Throws `not-a-runner` that names what is missing. */
function readRunContext(env) {
    const of = (0,_runner_run_variables_js__WEBPACK_IMPORTED_MODULE_1__/* .runVariables */ .R)(env, needed);
    const [owner = '', repository = ''] = of('GITHUB_REPOSITORY').split('/');
    const page = `${of('GITHUB_SERVER_URL')}/${owner}/${repository}`;
    return {
        owner,
        repository,
        apiUrl: of('GITHUB_API_URL'),
        runId: Number(of('GITHUB_RUN_ID')),
        attempt: Number(env.GITHUB_RUN_ATTEMPT || '1'),
        logUrl: `${page}/actions/runs/${of('GITHUB_RUN_ID')}/attempts/${env.GITHUB_RUN_ATTEMPT || '1'}`,
        page,
        eventName: of('GITHUB_EVENT_NAME'),
        eventPath: of('GITHUB_EVENT_PATH'),
        workspace: of('GITHUB_WORKSPACE'),
        temp: of('RUNNER_TEMP'),
        childEnv: childEnv(env),
    };
}
const inherited = /^(PATH|HOME|USER|TMPDIR|LANG|TZ|(HTTPS?|NO)_PROXY|https?_proxy|no_proxy|SSL_CERT_(FILE|DIR)|XDG_.*)$/;
function childEnv(env) {
    const kept = {};
    for (const [name, value] of Object.entries(env))
        if (value !== undefined && inherited.test(name))
            kept[name] = value;
    return kept;
}
/**
 * The environment for kubectl: the job's own, because the credential plugins of clouds find their logins there
 * (AWS_*, GOOGLE_*, AZURE_*…), without this step's inputs and without what only the templates may see.
 */
function kubectlEnv(env, secretNames) {
    const kept = {};
    for (const [name, value] of Object.entries(env)) {
        if (value !== undefined && !name.startsWith('INPUT_') && !secretNames.includes(name))
            kept[name] = value;
    }
    return kept;
}
/** Which deployment to run. Throws `wrong-event` or `bad-event` when the run names none. */
function namedDeployment(context, deploymentId) {
    if (context.eventName !== 'deployment') {
        if (deploymentId !== undefined)
            return { by: 'id', id: deploymentId };
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('wrong-event', `This run was started by "${context.eventName}", which names no deployment; run on "deployment" events, or give the input "deployment-id"`);
    }
    const event = record((0,_runner_run_variables_js__WEBPACK_IMPORTED_MODULE_1__/* .readEventFile */ .z)(context.eventPath));
    const deployment = record(event.deployment);
    if (typeof deployment.id !== 'number') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('bad-event', 'The event file of this run holds no deployment; it must be the one GitHub wrote');
    }
    if (deploymentId !== undefined && deploymentId !== deployment.id) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('bad-input', `Input "deployment-id" is ${deploymentId}, but the event that started this run is about deployment ${deployment.id}; leave the input empty on "deployment" events`);
    }
    const branch = record(event.repository).default_branch;
    return { by: 'event', deployment, defaultBranch: typeof branch === 'string' ? branch : undefined };
}
function record(value) {
    return typeof value === 'object' && value !== null ? value : {};
}


/***/ }),

/***/ 520:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  O: () => (/* binding */ newStory)
});

;// CONCATENATED MODULE: ./lib/domain/dashboard.js
/** The address behind a template of the policy, each word encoded so that it cannot change the address around it. */
function dashboardUrl(template, words) {
    return template.replaceAll(/\{(service|environment|commit|repository)\}/g, (_, name) => encodeURIComponent(words[name].toWellFormed()));
}

// EXTERNAL MODULE: ./lib/text/canonical-name.js
var canonical_name = __webpack_require__(4097);
;// CONCATENATED MODULE: ./lib/deployments/slack/saved.js


/** A deployment's story before anything of it was told; undefined where the policy wants none. */
function newStory(request, context) {
    const { channel, deployments } = request.environment.slack;
    if (channel === undefined || deployments === 'none')
        return undefined;
    return { told: deployments, facts: factsOf(request, channel, context) };
}
function factsOf(request, channel, { owner, repository, logUrl, page }) {
    const { service, sha: commit, deployment, slack } = request;
    const environment = request.environment.name;
    const words = { service, environment, commit, repository: `${owner}/${repository}` };
    const member = slack.users.get((0,canonical_name/* canonicalName */.E)(deployment.creator));
    return {
        channel,
        page,
        ...words,
        deploymentId: deployment.id,
        requester: { login: deployment.creator, member },
        logUrl,
        dashboard: slack.dashboard === undefined ? undefined : dashboardUrl(slack.dashboard, words),
        title: undefined,
        author: undefined,
        train: undefined,
    };
}


/***/ }),

/***/ 9707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IL: () => (/* binding */ endingOfVerdict),
/* harmony export */   Jr: () => (/* binding */ endedWell),
/* harmony export */   L4: () => (/* binding */ stateOf),
/* harmony export */   Pu: () => (/* binding */ successEnding),
/* harmony export */   Rx: () => (/* binding */ endingOfError)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _sha_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7698);


const STATES = {
    success: 'success',
    refused: 'failure',
    failed: 'failure',
    superseded: 'inactive',
    cancelled: 'error',
    error: 'error',
};
/** The state GitHub's Deployments page shows for an outcome. */
function stateOf(outcome) {
    return STATES[outcome];
}
/** Whether nobody has to do anything about it. */
function endedWell(outcome) {
    return outcome === 'success' || outcome === 'superseded';
}
/** The ending of a deployment that its verdict refuses. Throws (a bug) for a verdict that does not refuse. */
function endingOfVerdict(verdict) {
    if (verdict.kind !== 'refuse')
        throw new Error(`a verdict to ${verdict.kind} ends nothing`);
    return { outcome: 'refused', reason: verdict.reason, text: verdict.text, findings: verdict.findings };
}
/** The ending that follows from anything thrown: a user's error ends as it says, everything else is a bug of ours. */
function endingOfError(thrown) {
    if (thrown instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y) {
        return { outcome: thrown.outcome, reason: thrown.reason, text: thrown.message, findings: thrown.findings };
    }
    return { outcome: 'error', reason: 'bug', text: `bug in commit-train: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .b)(thrown)}`, findings: [] };
}
/** `Deployed 1a2b3c4 in 14 s`. */
function successEnding(sha, milliseconds) {
    const seconds = Math.max(0, Math.round(milliseconds / 1000));
    const text = `Deployed ${(0,_sha_js__WEBPACK_IMPORTED_MODULE_1__/* .shortSha */ .F)(sha)} in ${seconds < 120 ? `${seconds} s` : minutes(seconds)}`;
    return { outcome: 'success', reason: 'deployed', text, findings: [] };
}
function minutes(seconds) {
    return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}


/***/ }),

/***/ 7551:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Jj: () => (/* binding */ cut),
  KG: () => (/* binding */ endingLine),
  pG: () => (/* binding */ endingText),
  TN: () => (/* binding */ oneLine),
  uw: () => (/* binding */ stepText)
});

// UNUSED EXPORTS: STATUS_LIMIT, statusText

;// CONCATENATED MODULE: ./lib/domain/deployment/steps.js
/** The steps of a deployment, in order; a status names one of them as n/m. */
const STEPS = ['gate', 'render', 'preflight', 'apply', 'rollout'];
/** What a step does, as a status says it. */
const STEP_WORDS = {
    gate: 'Checking the commit',
    render: 'Rendering templates',
    preflight: 'Asking the cluster whether it would take the objects',
    apply: 'Applying',
    rollout: 'Waiting for the rollout',
};

;// CONCATENATED MODULE: ./lib/domain/deployment/status-text.js

/** GitHub refuses a longer description of a deployment status (422). */
const STATUS_LIMIT = 140;
const ENDING_PREFIX = {
    success: '',
    refused: 'Refused: ',
    failed: 'Failed: ',
    superseded: 'Superseded: ',
    cancelled: 'Cancelled: ',
    error: 'Error: ',
};
/** `2/5 Rendering templates`, with a detail after a colon. */
function stepText(step, detail) {
    const words = `${STEPS.indexOf(step) + 1}/${STEPS.length} ${STEP_WORDS[step]}`;
    return statusText(detail === undefined || detail === '' ? words : `${words}: ${detail}`);
}
/** How a deployment ended, in one line that begins with the word for it: whole, for the log. */
function endingLine(ending) {
    return oneLine(`${ENDING_PREFIX[ending.outcome]}${ending.text}`);
}
/** The same as a status's description. */
function endingText(ending) {
    return statusText(endingLine(ending));
}
/** Any text as a status's description: one line of at most 140 code points; what does not fit ends with `…`. */
function statusText(text) {
    return cut(oneLine(text), STATUS_LIMIT);
}
// Control characters, line separators, and the marks that turn the direction of writing: they would let a commit's
// author or a program's output rewrite what a reader sees.
const FOLDED = /[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\s]+/gu;
/** Text in one line, without what cannot be seen. */
function oneLine(text) {
    return text.toWellFormed().replace(FOLDED, ' ').trim();
}
/**
 * Cuts between what a reader takes for characters, so that no flag, accent or family is torn apart. What was cut ends with
 * `…` and is within the limit, in code points unless measured otherwise.
 */
function cut(text, limit, measure = codePoints) {
    if (measure(text) <= limit)
        return text;
    let kept = '';
    let length = 0;
    for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
        length += measure(segment);
        if (length > limit - 1)
            break;
        kept += segment;
    }
    return `${kept.trimEnd()}…`;
}
function codePoints(text) {
    return [...text].length;
}


/***/ }),

/***/ 7698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ shortSha),
/* harmony export */   g: () => (/* binding */ fullSha)
/* harmony export */ });
const FULL_SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** The full SHA (SHA-1 or SHA-256) in lower case, or undefined when `text` is anything else, short SHAs included. */
function fullSha(text) {
    const lower = text.toLowerCase();
    return FULL_SHA.test(lower) ? lower : undefined;
}
/** The first seven digits: for people, never for looking anything up. */
function shortSha(sha) {
    return sha.slice(0, 7);
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

/***/ 2383:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ runVariables),
/* harmony export */   z: () => (/* binding */ readEventFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);


/**
 * The variables that GitHub documents as a runner's default environment variables, as far as they are needed. Throws
 * `not-a-runner` that names those that are missing or empty.
 */
function runVariables(env, needed) {
    const missing = needed.filter(name => !env[name]);
    if (missing.length > 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('not-a-runner', `This needs the environment of a GitHub Actions runner; missing: ${missing.join(', ')}`);
    }
    return name => env[name] ?? '';
}
/** The payload of the event that started the run, from the file the runner names. Throws `bad-event` where it is no JSON. */
function readEventFile(path) {
    try {
        return JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'));
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('bad-event', `The event file of this run cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .b)(cause)}`, { cause });
    }
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

/***/ 8323:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   systemClock: () => (/* binding */ systemClock)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);

/** The machine's own clock. */
const systemClock = {
    now: () => Date.now(),
    sleep: async (ms, signal) => {
        try {
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(ms, undefined, signal === undefined ? {} : { signal });
        }
        catch (thrown) {
            // Node rejects with an AbortError of its own; who waits wants to know why.
            throw signal?.aborted ? signal.reason : thrown;
        }
    },
};


/***/ })

};
