export const id = 318;
export const ids = [318];
export const modules = {

/***/ 5968:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M3: () => (/* binding */ connector),
  A9: () => (/* binding */ finalState),
  Sb: () => (/* binding */ reportOn),
  Kn: () => (/* binding */ writeStatus)
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

// EXTERNAL MODULE: ./lib/runner/user-error.js
var user_error = __webpack_require__(9104);
// EXTERNAL MODULE: ./lib/train/status-text.js + 1 modules
var status_text = __webpack_require__(2281);
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
        if (cause instanceof Error && (0,user_error/* messageOf */.b)(cause) !== '')
            innermost = cause;
    }
    return (0,user_error/* messageOf */.b)(innermost);
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
        return new user_error/* UserError */.y('github-unreachable', `${text}; check the network or the proxy, then run again`, { cause });
    }
    if (status >= 500) {
        const text = `GitHub failed to ${endpoint.doing} (${said}): see https://www.githubstatus.com and run again`;
        return new user_error/* UserError */.y('github-unreachable', text);
    }
    if (isRateLimited(failure)) {
        const pause = askedPause(failure, now);
        const when = pause === undefined ? 'in a few minutes' : `in ${Math.ceil(pause / 1000)} s`;
        const text = `GitHub's rate limit is used up, so it did not ${endpoint.doing} (${said}): run again ${when}`;
        return new user_error/* UserError */.y('github-rate-limited', text);
    }
    const start = `GitHub refused to ${endpoint.doing} (${said})`;
    if (status === 401) {
        const text = `${start}: the token is not valid (any more); check the input "token"`;
        return new user_error/* UserError */.y('github-token-invalid', text);
    }
    const permission = permissionText(failure, endpoint);
    if (status === 403)
        return new user_error/* UserError */.y('github-forbidden', `${start}: ${permission}`);
    if (status === 404) {
        const text = `${start}: it does not exist, or the token may not see it; ${permission}`;
        return new user_error/* UserError */.y('github-not-found', text);
    }
    return new user_error/* UserError */.y('github-rejected', `${start}: this request is not accepted as it is`);
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

;// CONCATENATED MODULE: ./lib/github/persistence.js


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

// EXTERNAL MODULE: ./lib/github/deployments.js
var deployments = __webpack_require__(251);
// EXTERNAL MODULE: ./lib/train/ending.js
var ending = __webpack_require__(6883);
;// CONCATENATED MODULE: ./lib/deploy/records.js



/** Makes clients of the run's own repository; each with its own signal, for what is written has to outlive a stop. */
function connector(token, context, effects) {
    return signal => connectGitHub({
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
    await (0,deployments/* createStatus */.JB)(github, { deploymentId, state, description: masks.redact(description), logUrl });
}
/** GitHub's state for an outcome, as the last status of a deployment. */
function finalState(outcome) {
    const state = (0,ending/* stateOf */.L4)(outcome);
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

/***/ 6965:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  v: () => (/* binding */ readAsked),
  s: () => (/* binding */ take)
});

// EXTERNAL MODULE: ./lib/runner/user-error.js
var user_error = __webpack_require__(9104);
// EXTERNAL MODULE: ./lib/train/canonical-name.js
var canonical_name = __webpack_require__(1038);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./lib/train/slack-schema.js
const channel = {
    description: 'ID of the channel. Slack shows it at the end of the channel’s details.',
    type: 'string',
    // Names do not do: messages are changed, and found again, by the ID of their channel alone.
    pattern: '^[CG][A-Z0-9]{8,}$',
    $comment: "the channel's ID, such as C0123ABCD, from the end of its details in Slack; a name will not do",
};
const deployments = {
    description: 'Which deployments get a message.',
    type: 'string',
    enum: ['all', 'failures', 'none'],
    default: 'all',
};
const TIME = '(?:[01][0-9]|2[0-3]):[0-5][0-9]';
const quiet = {
    description: 'When nobody is rung by a commit that waits. Read from the repository that scans.',
    type: ['object', 'null'],
    additionalProperties: false,
    required: ['zone'],
    properties: {
        zone: {
            description: 'Time zone by its IANA name: Europe/Berlin.',
            type: 'string',
            pattern: '^[A-Za-z][A-Za-z0-9_+/-]*$',
            $comment: 'the IANA name of a time zone, such as Europe/Berlin',
        },
        hours: {
            description: 'From and until, by the clock on the wall; may go past midnight. The end is no longer quiet.',
            type: 'array',
            items: {
                type: 'string',
                pattern: `^(?!(.{5})-\\1$)${TIME}-(?:${TIME}|24:00)$`,
                $comment: "two times, from and until, such as '18:00-08:00'",
            },
            uniqueItems: true,
        },
        days: {
            description: 'Days off, each week.',
            type: 'array',
            items: {
                type: 'string',
                enum: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
            },
            uniqueItems: true,
        },
        dates: {
            description: 'Days off, by date: 2026-12-25.',
            type: 'array',
            items: {
                type: 'string',
                pattern: '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$',
                $comment: 'a date such as 2026-12-25',
            },
            uniqueItems: true,
        },
    },
};
/** What may be said of Slack for one environment. */
const environmentSlack = {
    description: 'The channel of this environment, and what is told there.',
    type: ['object', 'null'],
    additionalProperties: false,
    properties: { channel, deployments },
};
/** For the whole file. */
const slack = {
    description: 'Where Slack is told of deployments and of commits that wait, and who is who there.',
    type: ['object', 'null'],
    additionalProperties: false,
    properties: {
        channel,
        deployments,
        dashboard: {
            description: 'Address of a dashboard. {service}, {environment}, {commit} and {repository} are filled in, encoded for addresses.',
            type: 'string',
            // What would end a link in Slack's markup, or a line, does not belong in an address.
            pattern: '^https://(?:[^\\s{}<>|"\\\\\\x00-\\x1f\\x7f]|\\{(?:service|environment|commit|repository)\\})+$',
            $comment: 'an address with https; what is filled in is {service}, {environment}, {commit} and {repository}',
        },
        users: {
            description: 'Who is mentioned: GitHub login to Slack member ID. Read from the repository that scans.',
            type: ['object', 'null'],
            propertyNames: {
                pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\\[bot\\])?$',
                $comment: 'a login of GitHub, without @',
            },
            additionalProperties: {
                type: 'string',
                pattern: '^[UW][A-Z0-9]{8,}$',
                $comment: "a member's ID, such as U0123ABCD, from the member's profile in Slack; a name will not do",
            },
        },
        quiet,
    },
};

;// CONCATENATED MODULE: ./lib/train/duration.js
/** A duration of the policy: `30m`, `4h`, `2d`. A day is 24 hours, whatever the clock on the wall does. */
const DURATION = '^[1-9][0-9]{0,3}[mhd]$';
const DURATION_WORDS = 'a whole number with m, h or d, such as 30m, 4h or 2d';
/** Of what `DURATION` matches, in milliseconds. */
function durationOf(text) {
    const unit = { m: MINUTE, h: HOUR, d: DAY }[text.at(-1) ?? ''];
    if (unit === undefined || !new RegExp(DURATION, 'u').test(text))
        throw new Error(`'${text}' is no duration`);
    return Number(text.slice(0, -1)) * unit;
}
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// EXTERNAL MODULE: ./lib/train/path-patterns.js
var path_patterns = __webpack_require__(907);
;// CONCATENATED MODULE: ./lib/train/stale-schema.js


const STALE_DEFAULTS = { after: '4h', minimum: 1, skipMarker: '[skip deploy]' };
/** For the whole file, and again for one environment. */
const stale = {
    description: 'When a merged commit that is not deployed is told of. `off`: never.',
    type: ['object', 'null', 'boolean', 'string'],
    pattern: '^(?:on|off)$',
    $comment: 'on, off, or a map of keys',
    additionalProperties: false,
    properties: {
        after: {
            description: 'How long after its merge: 30m, 4h, 2d. Elapsed time, by day and night.',
            type: 'string',
            pattern: DURATION,
            $comment: DURATION_WORDS,
            default: STALE_DEFAULTS.after,
        },
        minimum: {
            description: 'Fewer waiting commits than this are not told of.',
            type: 'integer',
            minimum: 1,
            default: STALE_DEFAULTS.minimum,
        },
        'ignore-paths': {
            description: 'A commit that changes nothing else is not told of: `docs/**`, `*.md`.',
            type: 'array',
            items: { type: 'string', pattern: path_patterns/* PATH_PATTERN */.X8, $comment: path_patterns/* PATH_PATTERN_WORDS */.fJ },
            uniqueItems: true,
        },
        'skip-marker': {
            description: 'A commit with this in its message, in whatever case, is not told of.',
            type: 'string',
            pattern: '^(?=.*\\S)[^\\x00-\\x1f\\x7f]+$',
            $comment: 'one line of text',
            default: STALE_DEFAULTS.skipMarker,
        },
    },
};

;// CONCATENATED MODULE: ./lib/train/policy-schema.js


/** The events whose workflow runs count unless the policy says otherwise. */
const CHECK_EVENTS = ['push', 'pull_request', 'merge_group'];
// `deployment` and `deployment_status` are not among them: a deployment must not be judged by deployments. `dynamic` is
// what GitHub's own workflows run on, such as code scanning's default set-up.
const KNOWN_EVENTS = [
    ...CHECK_EVENTS,
    'pull_request_target',
    'workflow_dispatch',
    'repository_dispatch',
    'workflow_run',
    'schedule',
    'dynamic',
];
/** A service's name becomes the value of a Kubernetes label, which sets its letters and its 63 characters. */
const SERVICE_NAME = '^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$';
const SERVICE_NAME_WORDS = "letters, digits, '.', '_' and '-', at most 63, a letter or digit at both ends";
// An environment's name becomes part of file names and label values: no blanks at its ends, no control characters,
// no `.` or `..` as a whole part of it; 255 characters is GitHub's own limit.
const ENVIRONMENT_NAME = '^(?!\\.{1,2}(?:/|$))(?!.*/\\.{0,2}(?:/|$))[^\\s/\\\\\\x00-\\x1f\\x7f](?:[^\\\\\\x00-\\x1f\\x7f]{0,253}[^\\s\\\\\\x00-\\x1f\\x7f])?$';
const ENVIRONMENT_NAME_WORDS = "one line of at most 255 characters, no '\\', no '.' or '..' between its '/'";
const ONE_LINE = '^(?=.*\\S)[^\\x00-\\x1f\\x7f]+$';
const checkNames = (description) => ({
    description,
    type: 'array',
    items: { type: 'string', pattern: ONE_LINE, $comment: 'one line of text' },
    uniqueItems: true,
});
const checks = {
    description: 'Which of a commit’s checks decide whether it may be deployed.',
    type: ['object', 'null'],
    additionalProperties: false,
    properties: {
        events: {
            description: 'Workflow runs count when one of these events started them. Checks of other apps always count.',
            type: 'array',
            items: { type: 'string', enum: KNOWN_EVENTS },
            minItems: 1,
            uniqueItems: true,
            default: CHECK_EVENTS,
        },
        required: checkNames('Checks that must be there and have passed: `name`, or `workflow / name`.'),
        ignored: checkNames('Checks that never count: `name`, `workflow / name`, or the name of a whole workflow.'),
    },
};
const noChecks = {
    description: 'What a commit without a single check that counts gets.',
    type: 'string',
    enum: ['refuse', 'allow'],
    default: 'refuse',
};
/** The policy file, `.github/commit-train.yml`. */
const POLICY_SCHEMA = {
    description: 'The policy of commit-train: what may be deployed where. Kept on the default branch.',
    type: 'object',
    additionalProperties: false,
    required: ['environments'],
    properties: {
        services: {
            description: 'What is deployed as one. Default: one service, named as the repository.',
            type: 'array',
            items: { type: 'string', pattern: SERVICE_NAME, $comment: SERVICE_NAME_WORDS },
            minItems: 1,
            uniqueItems: true,
        },
        environments: {
            description: 'The GitHub environments that commit-train deploys to, each with what differs from the rest.',
            type: 'object',
            minProperties: 1,
            propertyNames: { pattern: ENVIRONMENT_NAME, $comment: ENVIRONMENT_NAME_WORDS },
            additionalProperties: {
                type: ['object', 'null'],
                additionalProperties: false,
                properties: { checks, 'no-checks': noChecks, slack: environmentSlack, stale: stale },
            },
        },
        checks,
        'no-checks': noChecks,
        slack: slack,
        stale: stale,
    },
};
/** The schema as it is published, for editors. */
function publishedSchema() {
    const header = {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        title: 'commit-train policy',
    };
    return `${JSON.stringify({ ...header, ...POLICY_SCHEMA }, null, 2)}\n`;
}

// EXTERNAL MODULE: ./lib/train/suggestion.js
var suggestion = __webpack_require__(4060);
;// CONCATENATED MODULE: ./lib/train/schema-check.js


/**
 * Walks a YAML document along a schema and returns everything that does not fit, each with its line. A `path` names
 * the place for people: `environments.production.checks`; it is empty at the top.
 */
function checkAgainst(schema, found, path, file, near) {
    const node = (0,dist/* isAlias */.Vj)(found) ? found.resolve(file.document) : found;
    const finding = (text, at = found) => ({
        reason: file.reason,
        text,
        where: `${file.file}:${lineOf(at ?? near, file)}`,
    });
    const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
    const type = typeOf(node);
    if (!types.some(one => one === type)) {
        return [
            finding(`${nameOf(path)} must be ${types.map(one => TYPE_WORDS[one]).join(' or ')}, not ${describe(node, types.includes('string'))}`),
        ];
    }
    if ((0,dist/* isMap */.jh)(node))
        return checkMap(schema, node, path, file, finding);
    if ((0,dist/* isSeq */.oP)(node)) {
        const items = node.items;
        const findings = [];
        if (items.length < (schema.minItems ?? 0))
            findings.push(finding(`${nameOf(path)} must not be empty: leave it out`));
        const seen = new Set();
        for (const item of items) {
            if (schema.items !== undefined)
                findings.push(...checkAgainst(schema.items, item, `an item of ${path}`, file, node));
            const value = (0,dist/* isScalar */.jn)(item) ? item.value : item;
            if (schema.uniqueItems === true && seen.has(value)) {
                findings.push(finding(`${nameOf(path)} names '${String(value)}' twice`, item));
            }
            seen.add(value);
        }
        return findings;
    }
    if ((0,dist/* isScalar */.jn)(node) && typeof node.value === 'number' && node.value < (schema.minimum ?? node.value)) {
        return [finding(`${nameOf(path)} must be at least ${schema.minimum}, not ${node.value}`)];
    }
    if ((0,dist/* isScalar */.jn)(node) && typeof node.value === 'string') {
        if (schema.enum !== undefined && !schema.enum.includes(node.value)) {
            const hint = (0,suggestion/* didYouMean */.au)(node.value, schema.enum);
            return [finding(`${nameOf(path)} must be ${schema.enum.join(' or ')}, not '${node.value}'${hint}`)];
        }
        if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(node.value)) {
            return [finding(`${nameOf(path)} cannot be '${node.value}': ${schema.$comment ?? schema.pattern}`)];
        }
    }
    return [];
}
function checkMap(schema, map, path, file, finding) {
    const findings = [];
    const known = schema.properties ?? {};
    const keys = new Set();
    for (const { key, value } of map.items) {
        const name = keyOf(key);
        const inside = path === '' ? name : `${path}.${name}`;
        if (keys.has(name))
            findings.push(finding(`'${inside}' is there twice: keep one`, key));
        keys.add(name);
        const expected = Object.hasOwn(known, name) ? known[name] : schema.additionalProperties;
        if (schema.propertyNames !== undefined && !new RegExp(schema.propertyNames.pattern, 'u').test(name)) {
            findings.push(finding(`${nameOf(path)} cannot name '${name}': ${schema.propertyNames.$comment}`, key));
        }
        else if (expected === false || expected === undefined) {
            const where = path === '' ? '' : ` in ${path}`;
            findings.push(finding(`unknown key '${name}'${where}${(0,suggestion/* suggestion */.h)(name, Object.keys(known))}`, key));
        }
        else {
            findings.push(...checkAgainst(expected, value, inside, file, key));
        }
    }
    for (const name of schema.required ?? []) {
        if (!keys.has(name))
            findings.push(finding(`'${name}' is missing${path === '' ? '' : ` in ${path}`}`, map));
    }
    if (map.items.length < (schema.minProperties ?? 0))
        findings.push(finding(`${nameOf(path)} must name at least one`));
    return findings;
}
const TYPE_WORDS = {
    object: 'a map of keys',
    array: 'a list',
    string: 'text',
    integer: 'a whole number',
    boolean: 'true or false',
    null: 'empty',
};
function typeOf(node) {
    if (node === null || node === undefined)
        return 'null';
    if ((0,dist/* isMap */.jh)(node))
        return 'object';
    if ((0,dist/* isSeq */.oP)(node))
        return 'array';
    if (!(0,dist/* isScalar */.jn)(node))
        return 'other';
    if (node.value === null)
        return 'null';
    if (typeof node.value === 'string')
        return 'string';
    if (typeof node.value === 'boolean')
        return 'boolean';
    return Number.isSafeInteger(node.value) ? 'integer' : 'other';
}
function describe(node, texts) {
    const type = typeOf(node);
    if (type === 'string' && (0,dist/* isScalar */.jn)(node))
        return `the text '${String(node.value)}'`;
    if ((0,dist/* isScalar */.jn)(node) && type !== 'null')
        return `${String(node.value)}${texts ? ' (quote it if it is meant as text)' : ''}`;
    return type === 'null' ? 'empty' : TYPE_WORDS[type === 'object' ? 'object' : 'array'];
}
/** A key as it was written: `2024` and `yes` are names here, whatever else YAML takes them for. */
function keyOf(key) {
    if (!(0,dist/* isScalar */.jn)(key))
        return String(key);
    return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}
/** The line, counted from 1, on which a node begins. */
function lineOf(node, file) {
    return node?.range === undefined || node.range === null ? 1 : file.lines.linePos(node.range[0]).line;
}
function nameOf(path) {
    return path === '' ? 'the file' : path;
}

;// CONCATENATED MODULE: ./lib/train/policy-parser.js





const REASON = 'policy-invalid';
/** Reads and checks the YAML; throws a `UserError` (refused, `policy-invalid`) with every finding at once. */
function readPolicyYaml(text, file) {
    const lines = new dist/* LineCounter */.HN();
    // A key that is there twice is found with all the rest, not by the parser, which stops the rest from being looked at.
    const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false };
    const document = (0,dist/* parseDocument */.Tp)(text.replace(/^\uFEFF/, ''), options);
    const checked = { file, reason: REASON, document, lines };
    const broken = document.errors.map(error => ({
        reason: REASON,
        text: sentenceOf(error.code, error.message),
        where: `${file}:${lines.linePos(error.pos[0]).line}`,
    }));
    if (broken.length > 0)
        throw invalid(broken);
    const contents = document.contents;
    if (contents === null) {
        const text = "the file is empty: name at least one environment under 'environments:'";
        throw invalid([{ reason: REASON, text, where: `${file}:1` }]);
    }
    const findings = checkAgainst(POLICY_SCHEMA, contents, '', checked);
    if (findings.length === 0)
        findings.push(...namesMeantTwice(document, checked));
    if (findings.length > 0)
        throw invalid(findings);
    const lineAt = (path) => {
        const node = document.getIn(path, true);
        return (0,dist/* isNode */.Ll)(node) ? lineOf(node, checked) : undefined;
    };
    return { raw: document.toJS({ maxAliasCount: 100 }), lineAt };
}
/** The one error for a policy file; its message tells the first finding and how many more there are. */
function invalid(findings) {
    const [first] = findings;
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
    const message = `${first?.where ?? 'the policy'}: ${first?.text ?? 'is not valid'}${more}`;
    return new user_error/* UserError */.y(REASON, message, { outcome: 'refused', findings });
}
/** Names that GitHub does not tell apart: a schema cannot say this. */
function namesMeantTwice(document, file) {
    const services = document.get('services');
    const environments = document.get('environments');
    const users = document.getIn(['slack', 'users']);
    const lists = [
        ['services', (0,dist/* isSeq */.oP)(services) ? services.items : []],
        ['environments', (0,dist/* isMap */.jh)(environments) ? environments.items.map(pair => pair.key) : []],
        ['slack.users', (0,dist/* isMap */.jh)(users) ? users.items.map(pair => pair.key) : []],
    ];
    const findings = [];
    for (const [what, nodes] of lists) {
        const seen = new Map();
        for (const node of nodes) {
            const name = keyOf(node);
            const before = seen.get((0,canonical_name/* canonicalName */.E)(name));
            if (before !== undefined) {
                const text = `${what} names '${before}' and '${name}', which GitHub takes for the same`;
                findings.push({ reason: REASON, text, where: `${file.file}:${lineOf(node, file)}` });
            }
            seen.set((0,canonical_name/* canonicalName */.E)(name), name);
        }
    }
    return findings;
}
/** The parser's own words where they are plain, ours where they are about its options. */
function sentenceOf(code, message) {
    if (code === 'MULTIPLE_DOCS')
        return 'the file holds more than one YAML document: keep the first';
    return `not valid YAML: ${message.split('\n')[0] ?? message}`;
}

;// CONCATENATED MODULE: ./lib/train/policy-slack.js


/** Each key said for an environment replaces the file's. */
function policy_slack_environmentSlack(raw, file) {
    return {
        channel: raw?.channel ?? file.channel,
        deployments: raw?.deployments ?? file.deployments ?? 'all',
    };
}
/** The file's own part. */
function slackPolicy({ dashboard, users, quiet }) {
    const known = Object.entries(users ?? {}).map(([login, member]) => [(0,canonical_name/* canonicalName */.E)(login), member]);
    return { dashboard, users: new Map(known), quiet: quiet ? quietPolicy(quiet) : undefined };
}
function quietPolicy({ zone, hours = [], days = [], dates = [] }) {
    const spans = hours.map(text => {
        const [from = '', until = ''] = text.split('-');
        return { from: minutes(from), until: minutes(until) };
    });
    return { zone, hours: spans, days, dates };
}
/** What the schema cannot say: whether a zone, and a date, is there at all. `at` gives the line. */
function slackFindings({ quiet }, at) {
    const findings = [];
    const say = (text, where) => findings.push({ reason: 'policy-invalid', text, where });
    if (quiet && !isZone(quiet.zone)) {
        const hint = (0,suggestion/* didYouMean */.au)(quiet.zone, Intl.supportedValuesOf('timeZone'));
        const text = `slack.quiet.zone cannot be '${quiet.zone}': no time zone has that name${hint}`;
        say(text, at('slack', 'quiet', 'zone'));
    }
    for (const [index, date] of (quiet?.dates ?? []).entries()) {
        if (isDate(date))
            continue;
        say(`slack.quiet.dates cannot name '${date}': there is no such day`, at('slack', 'quiet', 'dates', `${index}`));
    }
    return findings;
}
function isZone(zone) {
    try {
        return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
    }
    catch (thrown) {
        if (thrown instanceof RangeError)
            return false;
        throw thrown;
    }
}
function isDate(date) {
    const parsed = new Date(`${date}T00:00:00Z`);
    return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}
function minutes(time) {
    const [hour, minute] = time.split(':').map(Number);
    return (hour ?? 0) * 60 + (minute ?? 0);
}

;// CONCATENATED MODULE: ./lib/train/policy-stale.js



/** Each key said for an environment replaces the file's. Undefined: nobody is told. */
function stalePolicy(raw, file) {
    if (raw === false || raw === 'off')
        return undefined;
    const said = keysOf(raw);
    // An environment that says anything of its own is on, also in a file that is off.
    if (said === undefined && (file === false || file === 'off'))
        return undefined;
    const keys = { ...keysOf(file), ...said };
    return {
        after: durationOf(keys.after ?? STALE_DEFAULTS.after),
        minimum: keys.minimum ?? STALE_DEFAULTS.minimum,
        ignorePaths: (keys['ignore-paths'] ?? []).map(read),
        skipMarker: keys['skip-marker'] ?? STALE_DEFAULTS.skipMarker,
    };
}
function keysOf(raw) {
    if (raw === true || raw === 'on')
        return {};
    return raw === null || raw === undefined || raw === false || raw === 'off' ? undefined : raw;
}
function read(text) {
    const pattern = (0,path_patterns/* pathPattern */.s$)(text);
    if (pattern === undefined)
        throw new Error(`the schema let '${text}' pass as a pattern of paths`);
    return pattern;
}

;// CONCATENATED MODULE: ./lib/train/policy.js





/** Where the policy is kept, on the default branch. */
const POLICY_FILE = '.github/commit-train.yml';
/** The environment that GitHub's record means; its names do not differ by case. */
function environmentOf(policy, name) {
    return policy.environments.find(environment => (0,canonical_name/* canonicalName */.E)(environment.name) === (0,canonical_name/* canonicalName */.E)(name));
}
/** The service of that name, as the policy spells it. */
function serviceOf(policy, name) {
    return policy.services.find(service => (0,canonical_name/* canonicalName */.E)(service) === (0,canonical_name/* canonicalName */.E)(name));
}
/**
 * Reads the policy. Throws a `UserError` (refused, `policy-invalid`) with every finding at once, each with file and
 * line, and a suggestion where a key or a value looks mistyped.
 */
function parsePolicy(text, origin) {
    const file = origin.file ?? POLICY_FILE;
    const { raw, lineAt } = readPolicyYaml(text, file);
    const services = raw.services ?? [origin.repository];
    if (raw.services === undefined && !new RegExp(SERVICE_NAME, 'u').test(origin.repository)) {
        const text = `the repository's name '${origin.repository}' cannot name a service: set 'services:' to a list of names`;
        throw invalid([{ reason: 'policy-invalid', text, where: `${file}:1` }]);
    }
    const defaults = mergeRules(raw, { events: CHECK_EVENTS, required: [], ignored: [], noChecks: 'refuse' });
    const slack = raw.slack ?? {};
    const environments = Object.entries(raw.environments).map(([name, rules]) => ({
        name,
        checks: mergeRules(rules ?? {}, defaults),
        slack: policy_slack_environmentSlack(rules?.slack, slack),
        stale: stalePolicy(rules?.stale, raw.stale),
    }));
    const contradictions = environments.flatMap(({ name, checks: { required, ignored } }) => {
        const line = lineAt(['environments', name, 'checks']) ?? lineAt(['checks']) ?? 1;
        return required
            .filter(check => ignored.includes(check))
            .map(check => ({
            reason: 'policy-invalid',
            text: `check '${check}' is both required and ignored in environment '${name}': keep one`,
            where: `${file}:${line}`,
        }));
    });
    const findings = [...contradictions, ...slackFindings(slack, (...path) => `${file}:${lineAt(path) ?? 1}`)];
    if (findings.length > 0)
        throw invalid(findings);
    return { file, services, environments, slack: slackPolicy(slack) };
}
/** Each key said for an environment replaces the file's; the others stay. */
function mergeRules(rules, defaults) {
    return {
        events: rules.checks?.events ?? defaults.events,
        required: rules.checks?.required ?? defaults.required,
        ignored: rules.checks?.ignored ?? defaults.ignored,
        noChecks: rules['no-checks'] ?? defaults.noChecks,
    };
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
        const request = { ...github.repository, path: POLICY_FILE };
        data = (await octokit.request('GET /repos/{owner}/{repo}/contents/{path}', request)).data;
    }
    catch (thrown) {
        if (thrown instanceof user_error/* UserError */.y && thrown.reason === 'github-not-found')
            throw missing(github, thrown);
        throw thrown;
    }
    const { type, encoding, content, size } = data;
    if (type !== 'file' || encoding !== 'base64' || typeof content !== 'string') {
        throw new user_error/* UserError */.y('policy-invalid', `${POLICY_FILE} must be a plain file of less than 1 MB`, {
            outcome: 'refused',
        });
    }
    const bytes = Buffer.from(content, 'base64');
    if (bytes.length !== size) {
        throw new user_error/* UserError */.y('github-unreachable', `GitHub sent ${bytes.length} of ${size} bytes of ${POLICY_FILE}: run again`);
    }
    return bytes.toString('utf8');
}
function missing({ repository }, cause) {
    const where = `the default branch of ${repository.owner}/${repository.repo}`;
    const text = `${POLICY_FILE} is not on ${where}, or the token lacks 'permissions: contents: read'`;
    return new user_error/* UserError */.y('policy-missing', `${text}; the shortest one is '${EXAMPLE}'`, { outcome: 'refused', cause });
}

// EXTERNAL MODULE: ./lib/github/deployments.js
var github_deployments = __webpack_require__(251);
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
        if (thrown instanceof user_error/* UserError */.y && thrown.reason === 'github-not-found')
            return true;
        throw thrown;
    }
}

;// CONCATENATED MODULE: ./lib/train/claim.js
/** The run that a log address leads to; undefined for statuses of other tools. */
function attemptOf(logUrl) {
    const match = /\/actions\/runs\/(\d+)(?:\/attempts\/(\d+))?/.exec(logUrl);
    return match === null ? undefined : { runId: Number(match[1]), attempt: Number(match[2] ?? 1) };
}
/** `statuses`: all of the deployment's, oldest first. A deployment is good when any of its statuses was success. */
function standingOf(statuses, me) {
    const last = statuses.findLast(({ logUrl }) => attemptOf(logUrl) !== undefined);
    const by = attemptOf(last?.logUrl ?? '');
    if (last === undefined || by === undefined)
        return { kind: 'free' };
    if (by.runId === me.runId && by.attempt === me.attempt)
        return { kind: 'free' };
    if (!isEnd(last))
        return { kind: 'under-way', by };
    return { kind: 'ended', by, good: statuses.some(({ state }) => state === 'success') };
}
/**
 * A deployment is run once. A second run for the same event does nothing; a higher attempt, or a person who names the
 * deployment, runs it again while it is still the newest and not live.
 */
function claim(id, standing, me, around) {
    if (standing.kind === 'free')
        return { kind: 'run' };
    const { by } = standing;
    const again = by.runId === me.runId;
    if (around.byEvent && !again) {
        return { kind: 'leave', reason: 'duplicate', why: `run ${by.runId} has it already`, expected: true };
    }
    if (standing.kind === 'under-way' && !again && !around.otherEnded) {
        return { kind: 'leave', reason: 'under-way', why: `run ${by.runId} is at it; wait for its end`, expected: false };
    }
    const instead = 'ask for a new deployment of the commit instead';
    if (around.newest !== id) {
        const why = `deployment ${around.newest} came after it; ${instead}`;
        return { kind: 'leave', reason: 'stale-rerun', why, expected: false };
    }
    if (standing.kind === 'ended' && standing.good) {
        return { kind: 'leave', reason: 'stale-rerun', why: `it ended in success and is live; ${instead}`, expected: false };
    }
    return { kind: 'run' };
}
function isEnd({ state }) {
    return state === 'success' || state === 'failure' || state === 'error' || state === 'inactive';
}

// EXTERNAL MODULE: ./lib/train/sha.js
var train_sha = __webpack_require__(2540);
// EXTERNAL MODULE: ./lib/train/task.js
var train_task = __webpack_require__(7729);
;// CONCATENATED MODULE: ./lib/train/request.js





/** Why a task is none of ours, whatever the policy says; undefined for one that may be. */
function foreignTask(task) {
    if (task === train_task/* TASK */.wn || task.startsWith(train_task/* TASK_OF_SERVICE */.i))
        return undefined;
    return `its task is '${task}', not '${train_task/* TASK */.wn}' or '${train_task/* TASK_OF_SERVICE */.i}<service>'`;
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
    const environment = environmentOf(policy, deployment.environment);
    if (environment === undefined) {
        const names = policy.environments.map(one => one.name);
        const why = `${policy.file} does not name the environment '${deployment.environment}'`;
        return { kind: 'foreign', why: `${why}${(0,suggestion/* didYouMean */.au)(deployment.environment, names)}` };
    }
    const [only, ...others] = policy.services;
    const named = task.slice(train_task/* TASK_OF_SERVICE */.i.length);
    const service = task === train_task/* TASK */.wn ? only : serviceOf(policy, named);
    if (service === undefined) {
        const why = `${policy.file} does not name the service '${named}'`;
        return { kind: 'foreign', why: `${why}${(0,suggestion/* didYouMean */.au)(named, policy.services)}` };
    }
    if (task === train_task/* TASK */.wn && others.length > 0) {
        const tasks = policy.services.map(name => `'${train_task/* TASK_OF_SERVICE */.i}${name}'`).join(' or ');
        const message = `which service? ${policy.file} names several: ask with task ${tasks}`;
        throw new user_error/* UserError */.y('service-unclear', message, { outcome: 'refused' });
    }
    const sha = (0,train_sha/* fullSha */.g)(deployment.sha);
    if (sha === undefined) {
        const message = `'${deployment.sha}' is not a full commit SHA (40 or 64 hexadecimal digits)`;
        throw new user_error/* UserError */.y('sha-invalid', message, { outcome: 'refused' });
    }
    return { kind: 'ours', deployment, service, environment, services: policy.services, slack: policy.slack, sha };
}

;// CONCATENATED MODULE: ./lib/deploy/request.js








/** Finds out what was asked. All else is read at the same time: one round trip. */
async function readAsked(github, named) {
    const policyText = awaitedLater(readPolicyText(github));
    const byEvent = named.by === 'event';
    const known = byEvent ? named.defaultBranch : undefined;
    const branch = known === undefined ? awaitedLater(readDefaultBranch(github)) : Promise.resolve(known);
    const statuses = awaitedLater((0,github_deployments/* listStatuses */.vM)(github, named.by === 'event' ? idOf(named.deployment) : named.id));
    const deployment = byEvent ? (0,github_deployments/* deploymentFromEvent */.EE)(named.deployment) : await deploymentNamed(github, named.id);
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
    const standing = standingOf(statuses, me);
    if (standing.kind !== 'free') {
        const isOther = standing.by.runId !== me.runId;
        const [otherEnded, newest] = await Promise.all([
            isOther && !byEvent && standing.kind === 'under-way' ? hasRunEnded(github, standing.by.runId) : true,
            (0,github_deployments/* newestDeployment */._u)(github, deployment),
        ]);
        const around = { byEvent, otherEnded, newest: newest ?? deployment.id };
        const claimed = claim(deployment.id, standing, me, around);
        if (claimed.kind === 'leave')
            return { ...claimed, kind: 'left' };
    }
    const written = statuses.map(({ logUrl }) => attemptOf(logUrl)).filter(by => isSame(by, me)).length;
    return { kind: 'ours', request, written };
}
/** Tells a deployment of ours from the others, by the policy of the default branch. */
async function classify(asked, repository) {
    // Before the policy is looked at: a repository without one may have deployments of other tools.
    const why = foreignTask(asked.deployment.task);
    if (why !== undefined)
        return { kind: 'foreign', why };
    return readRequest(asked.deployment, parsePolicy(await asked.policyText, { repository }));
}
async function deploymentNamed(github, id) {
    try {
        return await (0,github_deployments/* getDeployment */.i8)(github, id);
    }
    catch (thrown) {
        if (!(thrown instanceof user_error/* UserError */.y) || thrown.reason !== 'github-not-found')
            throw thrown;
        const text = `Input "deployment-id" is ${id}, but this repository has no such deployment, or the token may not see it`;
        throw new user_error/* UserError */.y('github-not-found', text, { cause: thrown });
    }
}
function idOf(deployment) {
    return (0,github_deployments/* deploymentFromEvent */.EE)(deployment).id;
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

/***/ 251:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EE: () => (/* binding */ deploymentFromEvent),
/* harmony export */   JB: () => (/* binding */ createStatus),
/* harmony export */   _u: () => (/* binding */ newestDeployment),
/* harmony export */   i8: () => (/* binding */ getDeployment),
/* harmony export */   vM: () => (/* binding */ listStatuses)
/* harmony export */ });
/* harmony import */ var _runner_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9104);
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
        throw new _runner_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('event-invalid', text);
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

/***/ 1038:
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


/***/ }),

/***/ 907:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X8: () => (/* binding */ PATH_PATTERN),
/* harmony export */   ZP: () => (/* binding */ coverAll),
/* harmony export */   fJ: () => (/* binding */ PATH_PATTERN_WORDS),
/* harmony export */   s$: () => (/* binding */ pathPattern)
/* harmony export */ });
/** What a pattern looks like: a path of the repository with `*` and `**` alone; no `!`, no `.` or `..` as a part. */
const PATH_PATTERN = '^(?!(?:\\.?/)?!)(?:\\.?/)?(?!\\.{1,2}(?:/|$))(?!.*/\\.{1,2}(?:/|$))/*[^/\\\\?[\\]{}\\x00-\\x1f\\x7f][^\\\\?[\\]{}\\x00-\\x1f\\x7f]*$';
const PATH_PATTERN_WORDS = 'write paths of the repository, with * and ** alone, such as deploy/, docs/** or *.md';
/**
 * Reads one pattern. `*` stands for anything but `/`, `**` for anything; a pattern also covers everything below what it
 * names, and one without `/` counts in every folder, as in .gitignore. Undefined for what is none.
 */
function pathPattern(text) {
    if (!new RegExp(PATH_PATTERN, 'u').test(text))
        return undefined;
    const pattern = text.replace(/^\.?\//, '').replace(/\/+$/, '');
    const anywhere = pattern.includes('/') || text.startsWith('/') ? '' : '(?:.*/)?';
    const expression = new RegExp(`^${anywhere}${expressionOf(pattern)}(?:/.*)?$`, 's');
    return { text, matches: path => expression.test(path) };
}
/** Whether every path is covered by some pattern. No path at all is not: then nothing is known of the commit. */
function coverAll(patterns, paths) {
    return paths.length > 0 && paths.every(path => patterns.some(pattern => pattern.matches(path)));
}
function expressionOf(pattern) {
    return pattern
        .split(/(\*\*\/|\*\*|\*)/)
        .map(part => wildcards[part] ?? part.replaceAll(/[.+^$()|]/g, '\\$&'))
        .join('');
}
const wildcards = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*' };


/***/ }),

/***/ 4060:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   au: () => (/* binding */ didYouMean),
/* harmony export */   h: () => (/* binding */ suggestion)
/* harmony export */ });
/* unused harmony exports nearest, editDistance */
/** The known word nearest to `word`, when it is near enough to be what was meant. */
function nearest(word, known) {
    let best;
    let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
    for (const candidate of known) {
        const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
        // A word of which nothing stays is another word, however short.
        if (distance < bestDistance && distance < Math.max(word.length, candidate.length)) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}
/** ` (did you mean 'x'?)`; empty when nothing is near. */
function didYouMean(word, known) {
    const near = nearest(word, known);
    return near === undefined ? '' : ` (did you mean '${near}'?)`;
}
/** Like `didYouMean`, but tells what is known when nothing is near; empty when nothing is known. */
function suggestion(word, known) {
    const all = known.length === 0 ? '' : ` (known: ${known.join(', ')})`;
    return didYouMean(word, known) || all;
}
/** How many letters must be added, removed, changed or swapped with their neighbour. */
function editDistance(from, to) {
    const a = [...from];
    const b = [...to];
    let beforePrevious = [];
    let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (let row = 1; row <= a.length; row++) {
        const current = [row];
        for (let column = 1; column <= b.length; column++) {
            const same = a[row - 1] === b[column - 1];
            const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
            current[column] = Math.min(at(previous, column) + 1, at(current, column - 1) + 1, at(previous, column - 1) + (same ? 0 : 1), swapped ? at(beforePrevious, column - 2) + 1 : Number.POSITIVE_INFINITY);
        }
        beforePrevious = previous;
        previous = current;
    }
    return at(previous, b.length);
}
function at(numbers, index) {
    return numbers[index] ?? Number.POSITIVE_INFINITY;
}


/***/ }),

/***/ 7729:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _i: () => (/* binding */ serviceOfTask),
/* harmony export */   i: () => (/* binding */ TASK_OF_SERVICE),
/* harmony export */   wn: () => (/* binding */ TASK)
/* harmony export */ });
/* unused harmony export taskOf */
/* harmony import */ var _canonical_name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1038);

/** The task of a deployment where the repository has one service. */
const TASK = 'deploy';
/** What stands before the service's name where it has several. */
const TASK_OF_SERVICE = 'deploy:';
/** The task to ask for a deployment of a service with. */
function taskOf(service, services) {
    return services.length === 1 ? TASK : `${TASK_OF_SERVICE}${service}`;
}
/** The service that a deployment's task means, as the policy spells it; undefined when it is none of ours. */
function serviceOfTask(task, services) {
    if (task === TASK)
        return services.length === 1 ? services[0] : undefined;
    if (!task.startsWith(TASK_OF_SERVICE))
        return undefined;
    const named = (0,_canonical_name_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalName */ .E)(task.slice(TASK_OF_SERVICE.length));
    return services.find(service => (0,_canonical_name_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalName */ .E)(service) === named);
}


/***/ })

};
