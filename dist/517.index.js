export const id = 517;
export const ids = [517,802,323];
export const modules = {

/***/ 4517:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./lib/deployments/endings.js
var endings = __webpack_require__(1992);
// EXTERNAL MODULE: ./lib/deployments/run-context.js
var run_context = __webpack_require__(4447);
// EXTERNAL MODULE: ./lib/domain/deployment/status-text.js + 1 modules
var status_text = __webpack_require__(7551);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/process/spawn-exec.js
var spawn_exec = __webpack_require__(6802);
// EXTERNAL MODULE: ./lib/runner/inputs.js
var runner_inputs = __webpack_require__(4477);
// EXTERNAL MODULE: ./lib/runner/runner.js + 2 modules
var runner_runner = __webpack_require__(3453);
// EXTERNAL MODULE: ./lib/runner/step-process.js
var step_process = __webpack_require__(1726);
// EXTERNAL MODULE: ./lib/time/system-clock.js
var system_clock = __webpack_require__(8323);
// EXTERNAL MODULE: ./lib/slack/login.js
var login = __webpack_require__(2557);
;// CONCATENATED MODULE: ./lib/actions/deploy/inputs.js



/** The inputs of `actions/deploy`; `action.yml` and its README say the same (a contract test holds them together). */
const deployInputs = {
    token: {
        description: 'Token of the run: reads the commit and its checks, writes the statuses of the deployment.',
        required: true,
        default: '${{ github.token }}',
    },
    'deployment-id': {
        description: 'Id of the deployment to run. Only for runs that a `deployment` event did not start.',
    },
    environment: {
        description: 'The environment of this job (`environment:`). A deployment for another one is refused.',
    },
    kubeconfig: {
        description: 'The kubeconfig for the cluster: its content (from a secret) or a path to it.',
        required: true,
    },
    context: { description: 'Context of the kubeconfig. Default: its current context.' },
    namespace: {
        description: 'Namespace of objects that name none. Default: the one of the context, else `default`.',
    },
    image: {
        description: 'Image repository without tag: `ghcr.io/acme/hello`. The image of the commit is the one tagged with its full SHA.',
        required: true,
    },
    'registry-username': {
        description: 'User name for the registry. Default: the logins of the docker config, else anonymous.',
    },
    'registry-password': { description: 'Password or token for the registry.' },
    templates: {
        description: 'Folder of the gomplate templates. `{service}` and `{environment}` stand for their names.',
        default: 'deploy/templates',
    },
    values: {
        description: 'Files with values, one a line, later ones win. `{service}` and `{environment}` stand for their names.',
    },
    'secret-env': {
        description: 'Names of environment variables of this step that templates may read as `.Env.NAME`, one a line. Their values are masked.',
    },
    secrets: {
        description: 'Secrets as a JSON object, for reusable workflows: the names of `secret-env` are looked up here first, nothing else is read.',
    },
    timeout: { description: 'Time for the whole deployment, such as `90s`, `10m`, `1h`.', default: '10m' },
    'stable-for': {
        description: 'How long a complete rollout must stay complete, such as `10s`. `0s` turns the stability window off.',
        default: '10s',
    },
    'gomplate-version': { description: 'Version of gomplate.', default: '5.1.0' },
    'gomplate-checksum': {
        description: 'SHA-256 of the gomplate binary. Only for versions whose checksums this action does not know.',
    },
    'gomplate-base-url': {
        description: 'Where gomplate is downloaded from when it is not on the PATH: a mirror of its releases.',
        default: 'https://github.com/hairyhenderson/gomplate/releases/download',
    },
    'slack-token': {
        description: "Bot token of a Slack app. With it each deployment is told in its environment's channel; the policy names that.",
    },
    'slack-api-url': { description: 'Base of Slack’s web API.', default: 'https://slack.com/api/' },
};
/** The outputs of `actions/deploy`. */
const deployOutputs = {
    outcome: 'How it ended: `success`, `refused`, `failed`, `cancelled`, `error`; `left-alone` when the deployment is not for this run.',
    reason: 'Stable code of the reason, such as `checks-not-passed` or `image-missing`; empty on success.',
    'deployment-id': 'Id of the deployment.',
    service: 'The service.',
    environment: 'The environment.',
    commit: 'Full SHA of the commit.',
    image: 'The image with its digest: `repository@sha256:…`.',
};
/** Validates the inputs and their combinations before any side effect. `env` is where `secret-env` is looked up. */
function validate(texts, env) {
    const timeoutMs = (0,runner_inputs/* durationOf */.cf)('timeout', texts.timeout);
    const stableForMs = (0,runner_inputs/* durationOf */.cf)('stable-for', texts['stable-for']);
    if (stableForMs >= timeoutMs) {
        throw new errors/* UserError */.y('bad-input', `Inputs "stable-for" (${texts['stable-for']}) and "timeout" (${texts.timeout}): the stability window must be shorter than the timeout`);
    }
    return {
        token: texts.token,
        deploymentId: texts['deployment-id'] === '' ? undefined : (0,runner_inputs/* idOf */.TH)('deployment-id', texts['deployment-id']),
        environment: given(texts.environment),
        kubeconfig: texts.kubeconfig,
        context: given(texts.context),
        namespace: given(texts.namespace),
        image: texts.image,
        registry: registryLogin(texts['registry-username'], texts['registry-password']),
        templates: texts.templates,
        values: (0,runner_inputs/* linesOf */.Dx)(texts.values),
        secretEnv: secretEnv((0,runner_inputs/* linesOf */.Dx)(texts['secret-env']), { ...env, ...secretsOf(texts.secrets) }),
        timeoutMs,
        stableForMs,
        slack: (0,login/* slackLogin */.S)(texts['slack-token'], texts['slack-api-url']),
        gomplate: {
            version: texts['gomplate-version'].replace(/^v/, ''),
            checksum: given(texts['gomplate-checksum']),
            baseUrl: texts['gomplate-base-url'].replace(/\/+$/, ''),
        },
    };
}
function given(text) {
    return text === '' ? undefined : text;
}
function registryLogin(username, password) {
    if (username === '' && password === '')
        return undefined;
    if (username === '' || password === '') {
        const [has, lacks] = username === '' ? ['password', 'username'] : ['username', 'password'];
        throw new errors/* UserError */.y('bad-input', `Input "registry-${has}" is given but "registry-${lacks}" is empty; give both or neither`);
    }
    return { username, password };
}
/** `toJSON(secrets)`: GitHub writes names in upper case. No part of it may be in an error. */
function secretsOf(text) {
    if (text === '')
        return {};
    let parsed;
    try {
        parsed = JSON.parse(text);
    }
    catch {
        parsed = undefined;
    }
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
        throw new errors/* UserError */.y('bad-input', 'Input "secrets" is not a JSON object; give `${{ toJSON(secrets) }}` or nothing');
    }
    return Object.fromEntries(Object.entries(parsed).filter(([, value]) => typeof value === 'string'));
}
function secretEnv(names, env) {
    const values = {};
    const problems = [];
    for (const name of names) {
        const value = env[name];
        if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
            problems.push(`"${name}" is not a name of an environment variable`);
        else if (value === undefined)
            problems.push(`${name} is not set`);
        // An environment secret that does not exist arrives as an empty text, not as nothing.
        else if (value === '')
            problems.push(`${name} is empty: is the secret set for this environment?`);
        else
            values[name] = value;
    }
    if (problems.length > 0) {
        throw new errors/* UserError */.y('bad-input', `Input "secret-env": ${problems.join('; ')}. Hand values over under "env:" of this step`);
    }
    return values;
}

;// CONCATENATED MODULE: ./lib/actions/deploy/main.js










const bugs = 'This is a bug of commit-train; please report it: https://github.com/commit-train/commit-train/issues';
/** The entry of `actions/deploy`: reads the inputs, runs the deployment, says how it ended. */
async function main() {
    const runner = (0,runner_runner/* actionsRunner */.A)();
    const stop = (0,step_process/* stopOnSignals */.Z)();
    const remember = (fact, value) => keep(fact, value, runner);
    try {
        const inputs = validate((0,runner_inputs/* readInputs */.Ko)(deployInputs, runner.input), runner.env);
        const context = (0,run_context/* readRunContext */.$p)(runner.env);
        // Loaded only now: most of the bundle is not needed to say that an input is missing.
        const { runDeployment } = await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(888), __webpack_require__.e(6), __webpack_require__.e(813), __webpack_require__.e(414), __webpack_require__.e(136), __webpack_require__.e(126), __webpack_require__.e(200)]).then(__webpack_require__.bind(__webpack_require__, 5200));
        const { present } = await __webpack_require__.e(/* import() */ 516).then(__webpack_require__.bind(__webpack_require__, 2516));
        const { log, masks, env } = runner;
        const recall = (fact) => runner.state(fact);
        const effects = { log, masks, env, exec: spawn_exec.spawnExec, clock: system_clock.systemClock, signal: stop.signal, remember, recall };
        await present(await runDeployment(inputs, context, effects), runner);
    }
    catch (thrown) {
        const ending = (0,endings/* endingOfThrown */.H9)(thrown, undefined, stop.signal);
        const { endUnbegun } = await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(888), __webpack_require__.e(813), __webpack_require__.e(630)]).then(__webpack_require__.bind(__webpack_require__, 1630));
        const left = await endUnbegun(ending, runner, remember);
        if (left === undefined)
            sayItCouldNotBegin(thrown, ending, runner);
        else
            await (await __webpack_require__.e(/* import() */ 516).then(__webpack_require__.bind(__webpack_require__, 2516))).present(left, runner);
    }
    (0,step_process/* leave */.q)();
}
/** A full disk under the runner's files is no reason to stop half-way, nor to leave a deployment without its end. */
function keep(fact, value, runner) {
    try {
        runner.saveState(fact, value);
    }
    catch (thrown) {
        runner.log.warning(`The runner does not keep "${fact}" for the end of the job: ${(0,errors/* messageOf */.b)(thrown)}`);
    }
}
function sayItCouldNotBegin(thrown, ending, runner) {
    runner.setOutput('outcome', ending.outcome);
    runner.setOutput('reason', ending.reason);
    runner.fail((0,status_text/* endingLine */.KG)(ending));
    for (const { where, text } of ending.findings)
        runner.log.info(where === undefined ? text : `${where}: ${text}`);
    if (ending.reason === 'bug')
        runner.log.info(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n${bugs}`);
}


/***/ }),

/***/ 1992:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H9: () => (/* binding */ endingOfThrown),
/* harmony export */   Ub: () => (/* binding */ endingOfRollout),
/* harmony export */   pc: () => (/* binding */ redacted)
/* harmony export */ });
/* harmony import */ var _domain_deployment_ending_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9707);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);


/** How a followed rollout ends the deployment. */
function endingOfRollout(result, commit, ms) {
    if (result.outcome === 'complete')
        return (0,_domain_deployment_ending_js__WEBPACK_IMPORTED_MODULE_0__/* .successEnding */ .Pu)(commit, ms);
    const { cause } = result;
    const findings = result.causes.map(({ code, object, text, advice }) => ({
        reason: code,
        text: advice === '' ? text : `${text}. ${advice}`,
        where: object,
    }));
    if (result.outcome === 'taken-over') {
        return {
            outcome: 'failed',
            reason: cause?.code ?? 'taken-over',
            text: cause === undefined ? 'somebody else changed the objects during the rollout' : inOneLine(cause),
            findings,
        };
    }
    if (cause === undefined) {
        const waiting = result.workloads.filter(({ state }) => state !== 'complete').map(({ object }) => object);
        return { outcome: 'failed', reason: 'timeout', text: `time is up; not complete: ${waiting.join(', ')}`, findings };
    }
    const late = result.outcome === 'timeout' ? 'time is up; ' : '';
    return { outcome: 'failed', reason: cause.code, text: `${late}${inOneLine(cause)}`, findings };
}
/** Object and container first, then the code, since a status may be cut at its end. */
function inOneLine({ object, container, code, text }) {
    return `${object}${container === undefined ? '' : `, container ${container}`}: ${code}: ${text}`;
}
/** Without secrets, and before anything is cut: half a secret would not be found any more. */
function redacted(ending, redact) {
    return {
        ...ending,
        text: redact(ending.text),
        findings: ending.findings.map(finding => redactedFinding(finding, redact)),
    };
}
function redactedFinding(finding, redact) {
    const { where } = finding;
    return { ...finding, text: redact(finding.text), ...(where === undefined ? {} : { where: redact(where) }) };
}
/** How whatever was thrown ends the deployment. */
function endingOfThrown(thrown, report, signal) {
    if (signal.aborted) {
        const live = report?.touched
            ? 'the cluster is left as it is, the rollout goes on without us'
            : 'nothing was touched';
        return { outcome: 'cancelled', reason: 'cancelled', text: `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .b)(signal.reason)}; ${live}`, findings: [] };
    }
    const ending = (0,_domain_deployment_ending_js__WEBPACK_IMPORTED_MODULE_0__/* .endingOfError */ .Rx)(thrown);
    if (report?.touched && ending.reason === 'timeout')
        return { ...ending, outcome: 'failed' };
    // After the first write even our own bug has left something behind, and that has to be said.
    if (report?.touched && ending.outcome === 'error')
        return { ...ending, text: `${ending.text}; what was applied stays as it is` };
    return ending;
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

/***/ 7253:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ programOnPath)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/**
 * The absolute path of a program on the PATH, as a shell would find it. Relative entries of the PATH are passed over:
 * they would find programs in the checked-out commit.
 */
function programOnPath(name, pathVariable) {
    return (pathVariable ?? '')
        .split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter)
        .filter(folder => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(folder))
        .map(folder => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name))
        .find(isProgram);
}
function isProgram(path) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.accessSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK);
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path).isFile();
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 6802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   spawnExec: () => (/* binding */ spawnExec)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _program_path_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7253);




const defaultTimeoutMs = 5 * 60_000;
/** What a child that was asked to end (TERM) has before it is ended (KILL), in milliseconds. */
const graceMs = 2_000;
/**
 * Child processes by node itself. `getExecOutput` of @actions/exec 3.0.0 does not serve here: a child that ends before
 * it has read its input crashes the whole process (EPIPE on a stream nobody listens to), and a child that is given no
 * input waits for it for ever.
 */
const spawnExec = (file, args, options) => new Promise((resolve, reject) => {
    const { signal, timeoutMs = defaultTimeoutMs, encoding = 'utf8' } = options;
    const program = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(file) ? file : (0,_program_path_js__WEBPACK_IMPORTED_MODULE_3__/* .programOnPath */ .B)(file, options.env.PATH);
    if (program === undefined) {
        reject(new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y('program-missing', `${file} is not on the PATH; install it in a step before this one`));
        return;
    }
    if (signal?.aborted) {
        reject(signal.reason);
        return;
    }
    // A process group of its own: what the child starts must end with it.
    const place = { detached: true, ...(options.cwd && { cwd: options.cwd }) };
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, { env: { ...options.env }, ...place });
    const stdout = textOf(child.stdout, encoding);
    const stderr = textOf(child.stderr, encoding);
    let grace;
    let why;
    const over = () => {
        clearTimeout(limit);
        clearTimeout(grace);
        signal?.removeEventListener('abort', onAbort);
    };
    /** Ends the group for good. Whatever left it may still hold the pipes: nobody waits for that. */
    const giveUp = () => {
        over();
        kill(child, 'SIGKILL');
        for (const stream of [child.stdin, child.stdout, child.stderr])
            stream.destroy();
        reject(why?.reason);
    };
    const stop = (reason) => {
        if (why !== undefined)
            return;
        why = { reason };
        kill(child, 'SIGTERM');
        grace = setTimeout(giveUp, graceMs);
    };
    const onAbort = () => stop(signal?.reason);
    signal?.addEventListener('abort', onAbort);
    const limit = setTimeout(() => stop(hung(program, timeoutMs)), timeoutMs);
    child.on('error', cause => {
        over();
        reject(new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y('program-missing', `${program} cannot be started: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .b)(cause)}`, { cause }));
    });
    child.on('close', code => {
        if (why !== undefined)
            return giveUp();
        over();
        // No code means that a signal ended it; that is no success either.
        resolve({ exitCode: code ?? -1, stdout: stdout(), stderr: stderr() });
    });
    // A child may end without reading its input. How it ended is what counts then, not the broken pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
});
function hung(program, timeoutMs) {
    const text = `${program} did not end within ${timeoutMs / 1000} s and was stopped; try it by hand on the runner: does it wait for a network, a disk or an answer?`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y('program-hung', text);
}
/** Signals the child's whole process group; that it has ended already is fine. */
function kill(child, signal) {
    if (child.pid === undefined)
        return;
    try {
        process.kill(-child.pid, signal);
    }
    catch {
        // Nobody is left in it.
    }
}
/** Collects a stream; decoded at the end, so that a character that spans two chunks stays whole. */
function textOf(stream, encoding) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString(encoding);
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
