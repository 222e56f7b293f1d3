export const id = 888;
export const ids = [888];
export const modules = {

/***/ 5874:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B7: () => (/* binding */ claim),
/* harmony export */   YP: () => (/* binding */ standingOf),
/* harmony export */   tx: () => (/* binding */ attemptOf)
/* harmony export */ });
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


/***/ }),

/***/ 1703:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xb: () => (/* binding */ taskOf),
/* harmony export */   _i: () => (/* binding */ serviceOfTask),
/* harmony export */   i: () => (/* binding */ TASK_OF_SERVICE),
/* harmony export */   wn: () => (/* binding */ TASK)
/* harmony export */ });
/* harmony import */ var _text_canonical_name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4097);

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
    const named = (0,_text_canonical_name_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalName */ .E)(task.slice(TASK_OF_SERVICE.length));
    return services.find(service => (0,_text_canonical_name_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalName */ .E)(service) === named);
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

/***/ 4464:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TQ: () => (/* binding */ DURATION_WORDS),
/* harmony export */   cf: () => (/* binding */ durationOf),
/* harmony export */   d_: () => (/* binding */ DAY),
/* harmony export */   dp: () => (/* binding */ HOUR),
/* harmony export */   ft: () => (/* binding */ DURATION),
/* harmony export */   pY: () => (/* binding */ MINUTE)
/* harmony export */ });
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


/***/ }),

/***/ 2443:
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

/***/ 1293:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  CX: () => (/* binding */ POLICY_FILE),
  p7: () => (/* binding */ environmentOf),
  ON: () => (/* binding */ parsePolicy),
  z5: () => (/* binding */ serviceOf)
});

// EXTERNAL MODULE: ./lib/text/canonical-name.js
var canonical_name = __webpack_require__(4097);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/policy/slack-schema.js
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

// EXTERNAL MODULE: ./lib/policy/duration.js
var duration = __webpack_require__(4464);
// EXTERNAL MODULE: ./lib/policy/path-patterns.js
var path_patterns = __webpack_require__(2443);
;// CONCATENATED MODULE: ./lib/policy/stale-schema.js


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
            pattern: duration/* DURATION */.ft,
            $comment: duration/* DURATION_WORDS */.TQ,
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

;// CONCATENATED MODULE: ./lib/policy/policy-schema.js


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

// EXTERNAL MODULE: ./lib/text/suggestion.js
var suggestion = __webpack_require__(8427);
;// CONCATENATED MODULE: ./lib/policy/schema-check.js


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

;// CONCATENATED MODULE: ./lib/policy/parser.js





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
    return new errors/* UserError */.y(REASON, message, { outcome: 'refused', findings });
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

;// CONCATENATED MODULE: ./lib/policy/slack.js


/** Each key said for an environment replaces the file's. */
function slack_environmentSlack(raw, file) {
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

;// CONCATENATED MODULE: ./lib/policy/stale.js



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
        after: (0,duration/* durationOf */.cf)(keys.after ?? STALE_DEFAULTS.after),
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

;// CONCATENATED MODULE: ./lib/policy/policy.js





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
        slack: slack_environmentSlack(rules?.slack, slack),
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


/***/ }),

/***/ 8427:
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


/***/ })

};
