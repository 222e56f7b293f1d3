export const id = 813;
export const ids = [813];
export const modules = {

/***/ 996:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  v: () => (/* binding */ readAsked),
  s: () => (/* binding */ take)
});

// EXTERNAL MODULE: ./lib/domain/deployment/claim.js
var claim = __webpack_require__(5874);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/policy/policy.js + 7 modules
var policy_policy = __webpack_require__(1293);
// EXTERNAL MODULE: ./lib/text/suggestion.js
var suggestion = __webpack_require__(8427);
// EXTERNAL MODULE: ./lib/domain/sha.js
var domain_sha = __webpack_require__(7698);
// EXTERNAL MODULE: ./lib/domain/task.js
var domain_task = __webpack_require__(1703);
;// CONCATENATED MODULE: ./lib/domain/deployment/request.js





/** Why a task is none of ours, whatever the policy says; undefined for one that may be. */
function foreignTask(task) {
    if (task === domain_task/* TASK */.wn || task.startsWith(domain_task/* TASK_OF_SERVICE */.i))
        return undefined;
    return `its task is '${task}', not '${domain_task/* TASK */.wn}' or '${domain_task/* TASK_OF_SERVICE */.i}<service>'`;
}
/**
 * Tells a deployment of ours from all others. Ours: the environment is named in the policy and the task is `deploy`,
 * or `deploy:<service>` with a service of the policy. Throws a `UserError` (refused) for a deployment of ours that
 * cannot be meant: `service-unclear`, `sha-invalid`.
 */
function readRequest(deployment, policy) {
    const { task } = deployment;
    const foreign = foreignTask(task);
    if (foreign !== undefined)
        return { kind: 'foreign', why: foreign };
    const environment = (0,policy_policy/* environmentOf */.p7)(policy, deployment.environment);
    if (environment === undefined) {
        const names = policy.environments.map(one => one.name);
        const why = `${policy.file} does not name the environment '${deployment.environment}'`;
        return { kind: 'foreign', why: `${why}${(0,suggestion/* didYouMean */.au)(deployment.environment, names)}` };
    }
    const [only, ...others] = policy.services;
    const named = task.slice(domain_task/* TASK_OF_SERVICE */.i.length);
    const service = task === domain_task/* TASK */.wn ? only : (0,policy_policy/* serviceOf */.z5)(policy, named);
    if (service === undefined) {
        const why = `${policy.file} does not name the service '${named}'`;
        return { kind: 'foreign', why: `${why}${(0,suggestion/* didYouMean */.au)(named, policy.services)}` };
    }
    if (task === domain_task/* TASK */.wn && others.length > 0) {
        const tasks = policy.services.map(name => `'${domain_task/* TASK_OF_SERVICE */.i}${name}'`).join(' or ');
        const message = `which service? ${policy.file} names several: ask with task ${tasks}`;
        throw new errors/* UserError */.y('service-unclear', message, { outcome: 'refused' });
    }
    const sha = (0,domain_sha/* fullSha */.g)(deployment.sha);
    if (sha === undefined) {
        const message = `'${deployment.sha}' is not a full commit SHA (40 or 64 hexadecimal digits)`;
        throw new errors/* UserError */.y('sha-invalid', message, { outcome: 'refused' });
    }
    return { kind: 'ours', deployment, service, environment, services: policy.services, slack: policy.slack, sha };
}

;// CONCATENATED MODULE: ./lib/github/contents.js


const EXAMPLE = 'environments: { staging: , production: }';
/**
 * The policy's text from the default branch: without a `ref` GitHub takes that one, whatever the event says. Throws a
 * `UserError` (refused, `policy-missing`) when it is not there. Asked for as JSON, not raw: a raw answer that was cut
 * short looks like a shorter file.
 */
async function readPolicyText(github) {
    const octokit = await github.octokit();
    let data;
    try {
        const request = { ...github.repository, path: policy_policy/* POLICY_FILE */.CX };
        data = (await octokit.request('GET /repos/{owner}/{repo}/contents/{path}', request)).data;
    }
    catch (thrown) {
        if (thrown instanceof errors/* UserError */.y && thrown.reason === 'github-not-found')
            throw missing(github, thrown);
        throw thrown;
    }
    const { type, encoding, content, size } = data;
    if (type !== 'file' || encoding !== 'base64' || typeof content !== 'string') {
        throw new errors/* UserError */.y('policy-invalid', `${policy_policy/* POLICY_FILE */.CX} must be a plain file of less than 1 MB`, {
            outcome: 'refused',
        });
    }
    const bytes = Buffer.from(content, 'base64');
    if (bytes.length !== size) {
        throw new errors/* UserError */.y('github-unreachable', `GitHub sent ${bytes.length} of ${size} bytes of ${policy_policy/* POLICY_FILE */.CX}: run again`);
    }
    return bytes.toString('utf8');
}
function missing({ repository }, cause) {
    const where = `the default branch of ${repository.owner}/${repository.repo}`;
    const text = `${policy_policy/* POLICY_FILE */.CX} is not on ${where}, or the token lacks 'permissions: contents: read'`;
    return new errors/* UserError */.y('policy-missing', `${text}; the shortest one is '${EXAMPLE}'`, { outcome: 'refused', cause });
}

// EXTERNAL MODULE: ./lib/github/deployments.js
var deployments = __webpack_require__(251);
;// CONCATENATED MODULE: ./lib/github/repository.js
/** Name of the repository's default branch; only needed when the event does not tell it. */
async function readDefaultBranch(github) {
    const octokit = await github.octokit();
    const { data } = await octokit.request('GET /repos/{owner}/{repo}', { ...github.repository });
    return data.default_branch;
}

;// CONCATENATED MODULE: ./lib/github/workflow-runs.js

/** Whether a workflow run has come to its end. One that was deleted has. */
async function hasRunEnded(github, runId) {
    const octokit = await github.octokit();
    const request = { ...github.repository, run_id: runId, exclude_pull_requests: true };
    try {
        const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', request);
        return data.status === 'completed';
    }
    catch (thrown) {
        if (thrown instanceof errors/* UserError */.y && thrown.reason === 'github-not-found')
            return true;
        throw thrown;
    }
}

;// CONCATENATED MODULE: ./lib/deployments/request.js








/** Finds out what was asked. All else is read at the same time: one round trip. */
async function readAsked(github, named) {
    const policyText = awaitedLater(readPolicyText(github));
    const byEvent = named.by === 'event';
    const known = byEvent ? named.defaultBranch : undefined;
    const branch = known === undefined ? awaitedLater(readDefaultBranch(github)) : Promise.resolve(known);
    const statuses = awaitedLater((0,deployments/* listStatuses */.vM)(github, named.by === 'event' ? idOf(named.deployment) : named.id));
    const deployment = byEvent ? (0,deployments/* deploymentFromEvent */.EE)(named.deployment) : await deploymentNamed(github, named.id);
    return { deployment, byEvent, branch, policyText, statuses };
}
/**
 * Tells whether this run is the one to run the deployment: it is ours, and no other run has it. `onOurs` is called as soon as
 * the first is known: from then on the deployment may be written to.
 */
async function take(github, asked, repository, me, onOurs = () => undefined) {
    const { deployment, byEvent } = asked;
    const request = await classify(asked, repository);
    if (request.kind === 'foreign')
        return { kind: 'left', reason: 'foreign', why: request.why, expected: byEvent };
    onOurs();
    const statuses = await asked.statuses;
    const standing = (0,claim/* standingOf */.YP)(statuses, me);
    if (standing.kind !== 'free') {
        const isOther = standing.by.runId !== me.runId;
        const [otherEnded, newest] = await Promise.all([
            isOther && !byEvent && standing.kind === 'under-way' ? hasRunEnded(github, standing.by.runId) : true,
            (0,deployments/* newestDeployment */._u)(github, deployment),
        ]);
        const around = { byEvent, otherEnded, newest: newest ?? deployment.id };
        const claimed = (0,claim/* claim */.B7)(deployment.id, standing, me, around);
        if (claimed.kind === 'leave')
            return { ...claimed, kind: 'left' };
    }
    const written = statuses.map(({ logUrl }) => (0,claim/* attemptOf */.tx)(logUrl)).filter(by => isSame(by, me)).length;
    return { kind: 'ours', request, written };
}
/** Tells a deployment of ours from the others, by the policy of the default branch. */
async function classify(asked, repository) {
    // Before the policy is looked at: a repository without one may have deployments of other tools.
    const why = foreignTask(asked.deployment.task);
    if (why !== undefined)
        return { kind: 'foreign', why };
    return readRequest(asked.deployment, (0,policy_policy/* parsePolicy */.ON)(await asked.policyText, { repository }));
}
async function deploymentNamed(github, id) {
    try {
        return await (0,deployments/* getDeployment */.i8)(github, id);
    }
    catch (thrown) {
        if (!(thrown instanceof errors/* UserError */.y) || thrown.reason !== 'github-not-found')
            throw thrown;
        const text = `Input "deployment-id" is ${id}, but this repository has no such deployment, or the token may not see it`;
        throw new errors/* UserError */.y('github-not-found', text, { cause: thrown });
    }
}
function idOf(deployment) {
    return (0,deployments/* deploymentFromEvent */.EE)(deployment).id;
}
function isSame(by, me) {
    return by !== undefined && by.runId === me.runId && by.attempt === me.attempt;
}
/** Until somebody awaits it, a rejection must not count as unhandled. */
function awaitedLater(promise) {
    promise.catch(() => undefined);
    return promise;
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
