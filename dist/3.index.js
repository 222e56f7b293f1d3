export const id = 3;
export const ids = [3];
export const modules = {

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


/***/ })

};
