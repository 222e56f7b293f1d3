export const id = 141;
export const ids = [141,323,3];
export const modules = {

/***/ 3141:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   post: () => (/* binding */ post)
/* harmony export */ });
/* harmony import */ var _deployments_run_context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4447);
/* harmony import */ var _deployments_run_state_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3357);
/* harmony import */ var _deployments_status_writer_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3294);
/* harmony import */ var _domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7551);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(452);
/* harmony import */ var _runner_runner_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3453);
/* harmony import */ var _runner_step_process_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1726);
/* harmony import */ var _time_system_clock_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8323);








/**
 * Runs after the job's last step, whatever happened: ends a deployment that this run has taken and not ended, and its story
 * in Slack, in the words that `main` had for it, if it had come so far.
 */
async function post() {
    const runner = (0,_runner_runner_js__WEBPACK_IMPORTED_MODULE_5__/* .actionsRunner */ .A)();
    const id = fact(runner, 'deployment');
    if (id !== '' && fact(runner, 'ended') !== 'true')
        await end(Number(id), runner);
    // A message would say for ever that it is under way, also where GitHub does not answer.
    if (fact(runner, 'slack') !== '') {
        const { endToldStory } = await Promise.all(/* import() */[__webpack_require__.e(6), __webpack_require__.e(414), __webpack_require__.e(136), __webpack_require__.e(80)]).then(__webpack_require__.bind(__webpack_require__, 976));
        await endToldStory(endingOf(runner), runner);
    }
    (0,_runner_step_process_js__WEBPACK_IMPORTED_MODULE_7__/* .leave */ .q)();
}
async function end(id, runner) {
    const ending = endingOf(runner);
    const line = `Deployment ${id}: ${(0,_domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_3__/* .endingLine */ .KG)(ending)}`;
    try {
        const context = (0,_deployments_run_context_js__WEBPACK_IMPORTED_MODULE_0__/* .readRunContext */ .$p)(runner.env);
        const github = (0,_deployments_status_writer_js__WEBPACK_IMPORTED_MODULE_2__/* .connector */ .M3)(runner.input('token'), context, { log: runner.log, clock: _time_system_clock_js__WEBPACK_IMPORTED_MODULE_6__.systemClock })();
        await (0,_deployments_status_writer_js__WEBPACK_IMPORTED_MODULE_2__/* .writeStatus */ .Kn)(github, id, (0,_deployments_status_writer_js__WEBPACK_IMPORTED_MODULE_2__/* .lastStatus */ .by)(ending), context, runner.masks);
        if (fact(runner, 'end') === '')
            runner.log.warning(line);
        else
            runner.log.notice(`${line} (its last status, written after all)`);
    }
    catch (thrown) {
        runner.fail(`Deployment ${id} is left without an end (${(0,_domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_3__/* .endingLine */ .KG)(ending)}): ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .b)(thrown)}`);
    }
}
function endingOf(runner) {
    const known = (0,_deployments_run_state_js__WEBPACK_IMPORTED_MODULE_1__/* .readEnding */ .O)(fact(runner, 'end'));
    if (known !== undefined)
        return known;
    if (fact(runner, 'begun') !== 'true') {
        const text = 'the job ended before the deployment began; nothing was touched';
        return { outcome: 'error', reason: 'never-begun', text, findings: [] };
    }
    const live = fact(runner, 'touched') === 'true'
        ? 'the cluster is left as it is, the rollout goes on without us'
        : 'nothing was touched';
    return { outcome: 'cancelled', reason: 'killed', text: `the run was stopped half-way; ${live}`, findings: [] };
}
function fact(runner, name) {
    return runner.state(name);
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

/***/ 3357:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ keptEnding),
/* harmony export */   O: () => (/* binding */ readEnding)
/* harmony export */ });
/* harmony import */ var _domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7551);

/** Characters of an ending's text, which is one line and mostly shorter than 200. */
const KEPT = 1000;
/** An ending as it is kept: what was found is in the log by then. `ending`: without secrets. */
function keptEnding({ outcome, reason, text }) {
    return JSON.stringify({ outcome, reason, text: (0,_domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(text, KEPT), findings: [] });
}
/** Reads it again; undefined for an empty text. */
function readEnding(kept) {
    return kept === '' ? undefined : JSON.parse(kept);
}


/***/ }),

/***/ 3294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kn: () => (/* binding */ writeStatus),
/* harmony export */   M3: () => (/* binding */ connector),
/* harmony export */   Sb: () => (/* binding */ reportOn),
/* harmony export */   by: () => (/* binding */ lastStatus)
/* harmony export */ });
/* harmony import */ var _domain_deployment_ending_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9707);
/* harmony import */ var _domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7551);
/* harmony import */ var _github_client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7003);
/* harmony import */ var _github_deployments_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(251);




/** Makes clients of the run's own repository; each with its own signal, for what is written has to outlive a stop. */
function connector(token, context, effects) {
    return signal => (0,_github_client_js__WEBPACK_IMPORTED_MODULE_2__.connectGitHub)({
        token,
        apiUrl: context.apiUrl,
        repository: { owner: context.owner, repo: context.repository },
        logger: effects.log,
        clock: effects.clock,
        ...(signal === undefined ? {} : { signal }),
    });
}
/** Writes one status with the address of this run's log. */
async function writeStatus(github, deploymentId, { state, description }, { logUrl }, masks) {
    await (0,_github_deployments_js__WEBPACK_IMPORTED_MODULE_3__/* .createStatus */ .JB)(github, { deploymentId, state, description: masks.redact(description), logUrl });
}
/** The last status of a deployment that ended like this. */
function lastStatus(ending) {
    return { state: finalState(ending.outcome), description: (0,_domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_1__/* .endingText */ .pG)(ending) };
}
function finalState(outcome) {
    const state = (0,_domain_deployment_ending_js__WEBPACK_IMPORTED_MODULE_0__/* .stateOf */ .L4)(outcome);
    if (state === 'queued' || state === 'pending')
        throw new Error(`${outcome} cannot end as ${state}`);
    return state;
}
/** The report of a deployment of which nothing but its record is known. */
function reportOn({ id, sha, environment }, context) {
    const commitUrl = `${context.page}/commit/${sha}`;
    return { deploymentId: id, commit: sha, commitUrl, environment, steps: [], touched: false, warnings: [] };
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

/***/ 7003:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connectGitHub: () => (/* binding */ connectGitHub)
});

;// CONCATENATED MODULE: ./lib/github/endpoints.js
const REPOSITORY = '/repos/{owner}/{repo}';
/** Every endpoint used, by method and path as GitHub's description has them. */
const ENDPOINTS = {
    [`GET ${REPOSITORY}`]: { doing: 'show the repository', permission: 'metadata: read' },
    [`GET ${REPOSITORY}/contents/{path}`]: { doing: 'show the policy file', permission: 'contents: read' },
    [`GET ${REPOSITORY}/commits`]: { doing: 'list the commits of the default branch', permission: 'contents: read' },
    [`GET ${REPOSITORY}/commits/{ref}/check-runs`]: { doing: "list the commit's checks", permission: 'checks: read' },
    [`GET ${REPOSITORY}/commits/{ref}/status`]: { doing: "list the commit's statuses", permission: 'statuses: read' },
    [`GET ${REPOSITORY}/actions/runs`]: { doing: "list the commit's workflow runs", permission: 'actions: read' },
    [`GET ${REPOSITORY}/actions/runs/{run_id}`]: { doing: 'show this workflow run', permission: 'actions: read' },
    [`GET ${REPOSITORY}/deployments`]: { doing: 'list the deployments', permission: 'deployments: write' },
    [`GET ${REPOSITORY}/deployments/{deployment_id}`]: { doing: 'show the deployment', permission: 'deployments: write' },
    [`GET ${REPOSITORY}/deployments/{deployment_id}/statuses`]: {
        doing: "list the deployment's statuses",
        permission: 'deployments: write',
    },
    [`POST ${REPOSITORY}/deployments/{deployment_id}/statuses`]: {
        doing: 'write a deployment status',
        permission: 'deployments: write',
        repeatable: true,
    },
    [`GET ${REPOSITORY}/activity`]: { doing: "list the repository's pushes", permission: 'contents: read' },
    [`GET ${REPOSITORY}/commits/{ref}`]: { doing: 'list the files of a commit', permission: 'contents: read' },
    // GitHub itself gives up after 10 s. Not sent again as it is: a smaller query takes its place.
    'POST /graphql': { doing: 'answer a query', permission: '', attempt: 12_000 },
};
/** The endpoint of a request; an unknown one gets words that are still true. */
function endpointOf(method, path) {
    // A GitHub of one's own has GraphQL beside the REST interface, by its full address.
    if (method === 'POST' && path.endsWith('/api/graphql'))
        return endpointOf(method, '/graphql');
    return ENDPOINTS[`${method} ${path}`] ?? { doing: `answer ${method} ${path}`, permission: '' };
}

// EXTERNAL MODULE: ./lib/domain/deployment/status-text.js + 1 modules
var status_text = __webpack_require__(7551);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/github/failure.js


/** An answer of 2xx that is not the JSON that was asked for: a reply cut short, or a proxy's page. */
class UnreadableAnswer extends Error {
    name = 'UnreadableAnswer';
}
/** Reads anything that was thrown by a request made with `token`. */
function failureOf(thrown, token) {
    const clean = (text) => (0,status_text/* oneLine */.TN)(token === '' ? text : text.replaceAll(token, '***'));
    const response = field(thrown, 'response');
    const status = field(response, 'status');
    if (typeof status !== 'number') {
        return { status: undefined, headers: {}, message: clean(networkMessage(thrown)), cause: thrown };
    }
    return { status, headers: headersOf(field(response, 'headers')), message: clean(messageIn(field(response, 'data'))) };
}
/** True when GitHub refused because of how much was asked, not because of who asked. */
function isRateLimited({ status, headers, message }) {
    if (status === 429)
        return true;
    if (status !== 403)
        return false;
    return 'retry-after' in headers || headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(message);
}
/** True when the same request may well succeed in a moment. */
function isTransient(failure) {
    return failure.status === undefined || failure.status >= 500 || isRateLimited(failure);
}
/** Milliseconds GitHub asks to wait, by its headers; undefined when it does not say. `now`: ms since the epoch. */
function askedPause({ headers }, now) {
    const seconds = Number(headers['retry-after'] ?? Number.NaN);
    if (Number.isFinite(seconds))
        return Math.max(0, seconds * 1000);
    const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
    if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset))
        return Math.max(0, reset * 1000 - now);
    return undefined;
}
function messageIn(data) {
    const message = field(data, 'message');
    return typeof message === 'string' ? message : '';
}
/** The innermost message: `connect ECONNREFUSED 127.0.0.1:1`, not `fetch failed`. */
function networkMessage(thrown) {
    const seen = new Set();
    let innermost = thrown;
    while (!seen.has(innermost)) {
        seen.add(innermost);
        const cause = field(innermost, 'cause');
        if (cause instanceof Error && (0,errors/* messageOf */.b)(cause) !== '')
            innermost = cause;
    }
    return (0,errors/* messageOf */.b)(innermost);
}
function headersOf(value) {
    if (typeof value !== 'object' || value === null)
        return {};
    return Object.fromEntries(Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text)]));
}
function field(value, name) {
    return typeof value === 'object' && value !== null ? value[name] : undefined;
}

;// CONCATENATED MODULE: ./lib/github/explanation.js


/** The one error a failed request becomes: what GitHub would not do, and what to change. Never holds the token. */
function explain(failure, endpoint, apiUrl, now) {
    const { status, message, cause } = failure;
    const said = message === '' ? `${status}` : `${status} ${message}`;
    if (status === undefined) {
        const text = `GitHub cannot be reached at ${apiUrl} to ${endpoint.doing}: ${message}`;
        return new errors/* UserError */.y('github-unreachable', `${text}; check the network or the proxy, then run again`, { cause });
    }
    if (status >= 500) {
        const text = `GitHub failed to ${endpoint.doing} (${said}): see https://www.githubstatus.com and run again`;
        return new errors/* UserError */.y('github-unreachable', text);
    }
    if (isRateLimited(failure)) {
        const pause = askedPause(failure, now);
        const when = pause === undefined ? 'in a few minutes' : `in ${Math.ceil(pause / 1000)} s`;
        const text = `GitHub's rate limit is used up, so it did not ${endpoint.doing} (${said}): run again ${when}`;
        return new errors/* UserError */.y('github-rate-limited', text);
    }
    const start = `GitHub refused to ${endpoint.doing} (${said})`;
    if (status === 401) {
        const text = `${start}: the token is not valid (any more); check the input "token"`;
        return new errors/* UserError */.y('github-token-invalid', text);
    }
    const permission = permissionText(failure, endpoint);
    if (status === 403)
        return new errors/* UserError */.y('github-forbidden', `${start}: ${permission}`);
    if (status === 404) {
        const text = `${start}: it does not exist, or the token may not see it; ${permission}`;
        return new errors/* UserError */.y('github-not-found', text);
    }
    return new errors/* UserError */.y('github-rejected', `${start}: this request is not accepted as it is`);
}
/** GitHub names the permissions it would accept, `checks=read; contents=write`: any one of the alternatives will do. */
function permissionText({ headers }, endpoint) {
    const accepted = (headers['x-accepted-github-permissions'] ?? '').split(';')[0]?.trim() ?? '';
    const named = /^[a-z_]+=[a-z]+(?:\s*,\s*[a-z_]+=[a-z]+)*$/.test(accepted)
        ? accepted
            .replaceAll(/\s*,\s*/g, ', ')
            .replaceAll('_', '-')
            .replaceAll('=', ': ')
        : endpoint.permission;
    return named === '' ? 'check the permissions of the token' : `give the job 'permissions: ${named}'`;
}

;// CONCATENATED MODULE: ./lib/github/retry.js


/** At most 20 s in all: a person waits for the answer. */
const PATIENCE = { total: 12_000, attempt: 8_000, firstPause: 500 };
/**
 * Sends a request until it is answered, the failure is a lasting one, or the time is up; then throws the `UserError`
 * that explains it. Rejects with the signal's reason as soon as that is aborted.
 */
async function persist(send, attempts) {
    const { endpoint, clock, logger, patience, signal } = attempts;
    const started = clock.now();
    for (let backoff = patience.firstPause;; backoff *= 2) {
        signal?.throwIfAborted();
        const timeout = AbortSignal.timeout(patience.attempt);
        let failure;
        try {
            return await send(signal === undefined ? timeout : AbortSignal.any([timeout, signal]));
        }
        catch (thrown) {
            signal?.throwIfAborted();
            failure = timeout.aborted ? noAnswer(patience.attempt, thrown) : failureOf(thrown, attempts.token);
        }
        const now = clock.now();
        const asked = askedPause(failure, now);
        // A rate limit that names no time lasts at least a minute: nobody waits that long for a deployment's gate.
        const pause = isRateLimited(failure) ? (asked ?? Number.POSITIVE_INFINITY) : Math.max(backoff, asked ?? 0);
        // What was rate limited was not done, so it may always be sent again.
        const again = isTransient(failure) && (attempts.repeatable || isRateLimited(failure));
        if (!again || now + pause - started > patience.total)
            throw explain(failure, endpoint, attempts.apiUrl, now);
        const why = failure.status === undefined ? failure.message : `${failure.status} ${failure.message}`.trim();
        logger.info(`GitHub did not ${endpoint.doing} (${why}); asking again in ${pause / 1000} s`);
        await clock.sleep(pause, signal);
    }
}
function noAnswer(milliseconds, cause) {
    return { status: undefined, headers: {}, message: `no answer within ${milliseconds / 1000} s`, cause };
}

;// CONCATENATED MODULE: ./lib/github/client.js



/** Prepares a connection. Nothing is sent, and the library is not loaded, before the first request. */
function connectGitHub(connection) {
    let loading;
    let sent = 0;
    return {
        repository: connection.repository,
        octokit() {
            loading ??= load(connection, () => {
                sent += 1;
            });
            return loading;
        },
        requests: () => sent,
    };
}
async function load(connection, onRequest) {
    const { token, logger, clock, signal, userAgent = 'commit-train' } = connection;
    // Loaded here because it costs more than all the rest of a start, and a missing input needs none of it.
    const { getOctokit: makeOctokit } = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
    const apiUrl = connection.apiUrl.replace(/\/+$/, '');
    const debug = (line) => logger.debug(line);
    const log = { debug: () => { }, info: () => { }, warn: debug, error: debug };
    const octokit = makeOctokit(token, { baseUrl: apiUrl, userAgent, log });
    octokit.hook.wrap('request', async (send, options) => {
        const endpoint = endpointOf(options.method, options.url);
        const slow = endpoint.attempt === undefined ? {} : { attempt: endpoint.attempt };
        const patience = { ...PATIENCE, ...slow, ...connection.patience };
        const repeatable = options.method === 'GET' || endpoint.repeatable === true;
        const attempt = async (attemptSignal) => {
            onRequest();
            // Into the very object: the library's hooks go on with that one, whatever `send` is given.
            options.request = { ...options.request, signal: attemptSignal };
            const response = await send(options);
            // The library hands out a body that was cut short, or is no JSON at all, as text.
            if (typeof response.data !== 'object' || response.data === null) {
                throw new UnreadableAnswer('the answer is not whole, or not JSON');
            }
            return response;
        };
        return persist(attempt, { endpoint, repeatable, apiUrl, token, logger, clock, patience, signal });
    });
    return octokit;
}


/***/ }),

/***/ 251:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EE: () => (/* binding */ deploymentFromEvent),
/* harmony export */   JB: () => (/* binding */ createStatus),
/* harmony export */   _u: () => (/* binding */ newestDeployment),
/* harmony export */   i8: () => (/* binding */ getDeployment),
/* harmony export */   vM: () => (/* binding */ listStatuses)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9983);


/** Reads one deployment. */
async function getDeployment(github, id) {
    const octokit = await github.octokit();
    const request = { ...github.repository, deployment_id: id };
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/deployments/{deployment_id}', request);
    return recordOf(data);
}
/** Id of the newest deployment to an environment with a task; undefined when there is none. GitHub lists the newest first. */
async function newestDeployment(github, { environment, task }) {
    const octokit = await github.octokit();
    const request = { ...github.repository, environment, task, per_page: 1 };
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/deployments', request);
    return data[0] === undefined ? undefined : Number(data[0].id);
}
/** The deployment that an event brings along. Throws a `UserError` (error, `event-invalid`) when it is none. */
function deploymentFromEvent(deployment) {
    const fields = (typeof deployment === 'object' && deployment !== null ? deployment : {});
    const texts = ['sha', 'ref', 'task', 'environment'];
    const wrong = [...(Number.isSafeInteger(fields.id) ? [] : ['id']), ...texts.filter(name => !isText(fields[name]))];
    if (wrong.length > 0) {
        const text = `the event's deployment has no ${wrong.join(', ')}: this action runs on a 'deployment' event`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('event-invalid', text);
    }
    return recordOf(fields);
}
/**
 * Writes one status. `auto_inactive` is always off: GitHub would end other deployments of the environment, whichever
 * service they are of, and only where the environment is not a production one.
 */
async function createStatus(github, status) {
    const octokit = await github.octokit();
    const { data } = await octokit.request('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
        ...github.repository,
        deployment_id: status.deploymentId,
        state: status.state,
        description: status.description,
        auto_inactive: false,
        ...(status.logUrl === undefined ? {} : { log_url: status.logUrl }),
    });
    return statusOf(data);
}
/** All statuses of a deployment, oldest first. */
async function listStatuses(github, id) {
    const octokit = await github.octokit();
    const statuses = [];
    for (let page = 1;; page++) {
        const { data } = await octokit.request('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
            ...github.repository,
            deployment_id: id,
            per_page: _pages_js__WEBPACK_IMPORTED_MODULE_1__/* .PAGE_SIZE */ .m,
            page,
        });
        statuses.push(...data.map(statusOf));
        if (data.length < _pages_js__WEBPACK_IMPORTED_MODULE_1__/* .PAGE_SIZE */ .m)
            return statuses.sort((one, other) => one.id - other.id);
    }
}
function recordOf(deployment) {
    const { id, sha, ref, task, environment, payload, creator, url } = deployment;
    const login = creator !== undefined && creator !== null && 'login' in creator ? String(creator.login) : '';
    const made = { creator: login, createdAt: deployment.created_at, url };
    return { id: Number(id), sha, ref, task, environment, payload, ...made };
}
function statusOf({ id, state, description, log_url, created_at }) {
    return { id: Number(id), state, description, logUrl: log_url ?? '', createdAt: created_at };
}
function isText(value) {
    return typeof value === 'string' && value !== '';
}


/***/ }),

/***/ 9983:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ PAGE_SIZE),
/* harmony export */   z: () => (/* binding */ readCountedPages)
/* harmony export */ });
/** Items in one answer: GitHub's maximum. */
const PAGE_SIZE = 100;
/** More pages than these are not read; what is further on counts as not read. */
const MOST_PAGES = 20;
/**
 * Reads a counted list whole: the first page tells how many there are, the others are read side by side. An item that
 * moved from page to page meanwhile is there once.
 */
async function readCountedPages(read) {
    const first = await read(1);
    const pages = Math.min(MOST_PAGES, Math.ceil(first.total / PAGE_SIZE));
    const rest = await Promise.all(Array.from({ length: Math.max(0, pages - 1) }, (_, index) => read(index + 2)));
    const all = [first, ...rest];
    const items = new Map(all.flatMap(page => page.items).map(item => [item.id, item]));
    const total = Math.max(...all.map(page => page.total));
    return { items: [...items.values()], missing: Math.max(0, total - items.size) };
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
