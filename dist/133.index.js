export const id = 133;
export const ids = [133];
export const modules = {

/***/ 2133:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runNotifyStale: () => (/* binding */ runNotifyStale)
});

// EXTERNAL MODULE: ./lib/github/budget.js
var github_budget = __webpack_require__(8818);
// EXTERNAL MODULE: ./lib/github/graphql/parts.js
var graphql_parts = __webpack_require__(1159);
// EXTERNAL MODULE: ./lib/runner/user-error.js
var user_error = __webpack_require__(9104);
// EXTERNAL MODULE: ./lib/train/policy.js + 7 modules
var train_policy = __webpack_require__(9582);
// EXTERNAL MODULE: ./lib/github/graphql/answer.js
var answer = __webpack_require__(2699);
// EXTERNAL MODULE: ./lib/github/scan/draft.js
var scan_draft = __webpack_require__(7618);
;// CONCATENATED MODULE: ./lib/github/scan/heads.js




/** The question for heads: nothing in it is a list, so that many fit into one query of one point. */
const HEADS = {
    name: 'Heads',
    doing: 'show the head and the policy',
    most: 25,
    requests: 100,
    fragments: [
        `fragment head on Repository {
  nameWithOwner
  isArchived
  isDisabled
  isEmpty
  defaultBranchRef { name target { oid } }
  policy: object(expression: "HEAD:${train_policy/* POLICY_FILE */.CX}") {
    __typename
    ... on Blob { text byteSize isBinary isTruncated }
  }
}`,
    ],
};
/** Asks for a repository's head and policy. GitHub follows the old name of a renamed one. */
function headPart(repository) {
    const { owner, repo } = (0,scan_draft/* ownerAndName */.u)(repository);
    return {
        repository,
        requests: 0,
        write: declare => `repository(owner: ${declare('String!', owner)}, name: ${declare('String!', repo)}) { ...head }`,
        read: readHead,
    };
}
function readHead(data, errors) {
    if (errors.length > 0)
        throw new answer/* MalformedAnswer */.ol('errors');
    const branch = (0,answer/* objectIn */.D7)(data, 'defaultBranchRef');
    const target = branch === undefined ? undefined : (0,answer/* objectIn */.D7)(branch, 'target');
    const closed = data.isArchived === true ? 'archived' : data.isDisabled === true ? 'disabled' : undefined;
    return {
        repository: (0,answer/* textIn */.r7)(data, 'nameWithOwner'),
        closed,
        branch: branch === undefined ? undefined : (0,answer/* textIn */.r7)(branch, 'name'),
        head: target === undefined ? undefined : (0,answer/* textIn */.r7)(target, 'oid').toLowerCase(),
        policyText: policyText((0,answer/* objectIn */.D7)(data, 'policy')),
    };
}
/** Undefined when there is no such file. What is none, or not whole, must not be taken for a shorter policy. */
function policyText(policy) {
    if (policy === undefined)
        return undefined;
    const whole = (0,answer/* textIn */.r7)(policy, '__typename') === 'Blob' && policy.isTruncated === false && policy.isBinary === false;
    if (!whole) {
        const text = `${train_policy/* POLICY_FILE */.CX} must be a plain text file that GitHub shows whole: make it smaller, or a file`;
        throw new user_error/* UserError */.y('policy-invalid', text, { outcome: 'refused' });
    }
    return (0,answer/* textIn */.r7)(policy, 'text');
}

// EXTERNAL MODULE: ./lib/github/graphql/door.js
var door = __webpack_require__(8345);
// EXTERNAL MODULE: ./lib/github/graphql/query.js
var graphql_query = __webpack_require__(3417);
;// CONCATENATED MODULE: ./lib/github/scan/topic.js




/** GitHub's search gives at most 1,000 results: ten pages. */
const PAGES = 10;
const TRIES = 3;
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const TOPIC = /^[a-z0-9][a-z0-9-]{0,49}$/;
const FORM = {
    name: 'Repositories',
    fragments: [
        `fragment found on SearchResultItemConnection {
  repositoryCount
  nodes { __typename ... on Repository { nameWithOwner } }
  pageInfo { hasNextPage endCursor }
}`,
    ],
};
/**
 * Finds an organisation's repositories that carry a topic, without the archived ones. Throws a `UserError` (error) when
 * they cannot be listed: then nobody knows what to look at.
 */
async function findRepositories(tools, { organisation, topic }) {
    // Both become part of GitHub's search language, in which a blank begins another condition.
    if (!NAME.test(organisation))
        throw invalid(`'${organisation}' is not the name of an organisation`);
    if (!TOPIC.test(topic))
        throw invalid(`'${topic}' is not a topic: lower-case letters, digits and '-', at most 50`);
    const names = new Set();
    let total = 0;
    let after;
    for (let page = 1; page <= PAGES; page++) {
        const search = await readPage(tools, `org:${organisation} topic:${topic} archived:false`, after);
        const read = (0,answer/* pageIn */.n9)({ search }, 'search');
        if (read === undefined)
            throw new answer/* MalformedAnswer */.ol('no search');
        for (const node of read.nodes)
            names.add((0,answer/* textIn */.r7)(node, 'nameWithOwner'));
        total = Math.max(total, typeof search.repositoryCount === 'number' ? search.repositoryCount : 0);
        after = read.next;
        if (after === undefined)
            break;
    }
    const repositories = [...names].sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1));
    return { repositories, missing: Math.max(0, total - repositories.length) };
}
async function readPage(tools, query, after) {
    for (let attempt = 1;; attempt++) {
        const part = {
            requests: 1,
            write: (declare) => `search(type: REPOSITORY, query: ${declare('String!', query)}, first: 100, after: ${declare('String', after ?? null)}) { ...found }`,
        };
        const answer = await (0,door/* send */.t)(tools, (0,graphql_query/* composeQuery */.tO)(FORM, [part]));
        if (answer.kind === 'answered') {
            const [error] = answer.errors;
            const search = answer.data.p0;
            if (error === undefined && typeof search === 'object' && search !== null)
                return search;
            const text = `GitHub did not search for '${query}' (${[error?.type, error?.message].filter(Boolean).join(' ')}): run again, or name the repositories`;
            throw new user_error/* UserError */.y('github-rejected', text);
        }
        if (answer.kind === 'stopped' || attempt === TRIES)
            throw new user_error/* UserError */.y(answer.finding.reason, answer.finding.text);
        await tools.clock.sleep(attempt * 1000);
    }
}
function invalid(text) {
    return new user_error/* UserError */.y('input-invalid', text);
}

// EXTERNAL MODULE: ./lib/train/canonical-name.js
var canonical_name = __webpack_require__(1038);
;// CONCATENATED MODULE: ./lib/train/stale/quiet.js
/** Judges instants by the quiet hours of a policy. */
function quietClock(policy) {
    if (policy === undefined)
        return () => undefined;
    const wall = wallClock(policy.zone);
    return at => {
        // Only from the instant to the wall: the way back has none or two answers when the clocks change.
        const { date, day, minute } = wall(at);
        if (policy.dates.includes(date))
            return `day off (${date})`;
        if (policy.days.includes(day))
            return `day off (${day})`;
        const hours = policy.hours.find(({ from, until }) => from < until ? from <= minute && minute < until : from <= minute || minute < until);
        return hours === undefined ? undefined : `quiet hours ${clock(hours.from)}-${clock(hours.until)}`;
    };
}
function wallClock(zone) {
    const format = new Intl.DateTimeFormat('en', {
        timeZone: zone,
        calendar: 'gregory',
        numberingSystem: 'latn',
        hourCycle: 'h23',
        weekday: 'long',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
    });
    return at => {
        const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
        return {
            date: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
            day: (parts.get('weekday') ?? '').toLowerCase(),
            minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
        };
    };
}
function clock(minute) {
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

// EXTERNAL MODULE: ./lib/train/suggestion.js
var suggestion = __webpack_require__(4060);
// EXTERNAL MODULE: ./lib/notify-stale/channels.js + 12 modules
var channels = __webpack_require__(2684);
// EXTERNAL MODULE: ./lib/train/duration.js
var duration = __webpack_require__(2672);
// EXTERNAL MODULE: ./lib/train/stale/key.js
var stale_key = __webpack_require__(8331);
// EXTERNAL MODULE: ./lib/notify-stale/place.js
var notify_stale_place = __webpack_require__(6494);
;// CONCATENATED MODULE: ./lib/notify-stale/readings.js




/**
 * A repository that is scanned no more leaves its messages after this time, not at once: another job's scan that goes by
 * the same name may be the one that looks at it.
 */
const FORGOTTEN_AFTER = 2 * duration/* DAY */.d_;
/** What this run knows, by place. */
class Readings {
    #repositories;
    #places = new Map();
    constructor(surveyed) {
        const named = surveyed.flatMap(one => [one.repository, ...(one.name === undefined ? [] : [one.name])].map(name => [(0,canonical_name/* canonicalName */.E)(name), one]));
        this.#repositories = new Map(named);
        for (const { reading, channel } of surveyed.flatMap(({ keys }) => keys)) {
            if (channel === undefined)
                continue;
            const place = { environment: reading.key.environment, channel };
            const known = this.#places.get((0,notify_stale_place/* placeText */.Z)(place)) ?? { ...place, readings: [] };
            known.readings.push(reading);
            this.#places.set((0,notify_stale_place/* placeText */.Z)(place), known);
        }
    }
    get places() {
        return [...this.#places.values()];
    }
    /**
     * What is known of a place's keys, those that a message remembers among them: such a key may be known to belong here no
     * more, or nobody could look. One that is not among the readings then is nobody's any more for now.
     */
    at(place, remembered, now) {
        const readings = this.#places.get((0,notify_stale_place/* placeText */.Z)(place))?.readings ?? [];
        const known = new Set(readings.map(({ key }) => (0,stale_key/* keyText */.P)(key)));
        return [
            ...readings,
            ...remembered.filter(({ key }) => !known.has(key)).flatMap(told => this.#other(told, place, now)),
        ];
    }
    #other(told, { environment }, now) {
        const [repository = '', service = ''] = told.key.split('#');
        const key = { repository, service, environment };
        const surveyed = this.#repositories.get(repository);
        if (surveyed === undefined)
            return now - told.seen * 1000 < FORGOTTEN_AFTER ? [] : [{ kind: 'unwatched', key }];
        const { kind, finding } = surveyed;
        if ((kind === 'failed' || kind === 'left-out') && finding !== undefined)
            return [{ kind: 'unread', key, finding }];
        // It was read, or is closed, and is not told of here: another channel, `stale: off`, or gone from the policy.
        return [{ kind: 'unwatched', key }];
    }
}

// EXTERNAL MODULE: ./lib/notify-stale/rendering.js
var notify_stale_rendering = __webpack_require__(9882);
// EXTERNAL MODULE: ./lib/github/rotation.js
var rotation = __webpack_require__(3910);
// EXTERNAL MODULE: ./lib/github/pages.js
var pages = __webpack_require__(9983);
// EXTERNAL MODULE: ./lib/train/claim.js
var claim = __webpack_require__(1229);
// EXTERNAL MODULE: ./lib/train/check-facts.js
var check_facts = __webpack_require__(8392);
;// CONCATENATED MODULE: ./lib/github/scan/check-nodes.js


/**
 * GraphQL does not tell a run's attempt. Taken for a later one: then the newest job of a name counts, and a job that an
 * older one of the same run should have blocked is told by its run, which did not pass.
 */
const SOME_ATTEMPT = 2;
/** The facts that the rules judge a commit by: the same as `readChecks` has from the REST interface. */
function checkFacts(sha, { contexts, suites }, ownRuns) {
    const runs = contexts.nodes.filter(node => (0,answer/* textIn */.r7)(node, '__typename') === 'CheckRun');
    const statuses = contexts.nodes.filter(node => (0,answer/* textIn */.r7)(node, '__typename') === 'StatusContext');
    const workflowRuns = suites.nodes.flatMap(node => workflowRun(node) ?? []);
    const own = workflowRuns.filter(({ id }) => ownRuns.has(id)).map(({ workflowId }) => workflowId);
    return {
        sha,
        checkRuns: runs.map(checkRun),
        statuses: statusesOf(statuses),
        workflowRuns,
        ownWorkflowIds: [...new Set(own)],
        unreadable: [...missing(contexts, 'checks'), ...missing(suites, 'check suites')],
    };
}
/** When the earliest check suite was made for a commit on the branch; undefined when there is none. */
function earliestSuite({ suites }, branch) {
    const times = suites.nodes
        .filter(node => (0,answer/* objectIn */.D7)(node, 'branch')?.name === branch)
        .map(node => (0,answer/* instantIn */.VC)(node, 'createdAt'));
    return times.length === 0 ? undefined : Math.min(...times);
}
function missing({ nodes, total }, what) {
    if (total <= nodes.length)
        return [];
    const text = `GitHub counts ${total - nodes.length} more ${what} for the commit than it lists: they cannot be judged`;
    return [{ reason: 'check-unreadable', text }];
}
function checkRun(node) {
    const suite = (0,answer/* objectIn */.D7)(node, 'checkSuite');
    return {
        id: (0,answer/* numberIn */.Po)(node, 'databaseId'),
        name: (0,answer/* textIn */.r7)(node, 'name'),
        app: appOf(suite),
        suiteId: suite === undefined ? undefined : (0,answer/* numberIn */.Po)(suite, 'databaseId'),
        status: (0,answer/* textIn */.r7)(node, 'status').toLowerCase(),
        conclusion: (0,answer/* textOrNone */.r1)(node, 'conclusion')?.toLowerCase(),
        url: (0,answer/* textIn */.r7)(node, 'url'),
    };
}
function workflowRun(suite) {
    const run = (0,answer/* objectIn */.D7)(suite, 'workflowRun');
    if (run === undefined || appOf(suite) !== check_facts/* ACTIONS_APP */.W)
        return undefined;
    const workflow = (0,answer/* objectIn */.D7)(run, 'workflow');
    if (workflow === undefined)
        return undefined;
    return {
        id: (0,answer/* numberIn */.Po)(run, 'databaseId'),
        workflowId: (0,answer/* numberIn */.Po)(workflow, 'databaseId'),
        workflowName: (0,answer/* textIn */.r7)(workflow, 'name'),
        event: (0,answer/* textIn */.r7)(run, 'event'),
        suiteId: (0,answer/* numberIn */.Po)(suite, 'databaseId'),
        attempt: SOME_ATTEMPT,
        status: (0,answer/* textIn */.r7)(suite, 'status').toLowerCase(),
        conclusion: (0,answer/* textOrNone */.r1)(suite, 'conclusion')?.toLowerCase(),
        url: (0,answer/* textIn */.r7)(run, 'url'),
    };
}
/** GraphQL tells no number of a status: its time takes its place, since only the order of one context's matters. */
function statusesOf(nodes) {
    return nodes
        .toSorted((one, other) => (0,answer/* instantIn */.VC)(one, 'createdAt') - (0,answer/* instantIn */.VC)(other, 'createdAt'))
        .map((node, index) => {
        const state = (0,answer/* textIn */.r7)(node, 'state').toLowerCase();
        return {
            id: index + 1,
            context: (0,answer/* textIn */.r7)(node, 'context'),
            // `expected`: a rule wants it and nobody has reported it yet.
            state: state === 'expected' ? 'pending' : state,
            url: (0,answer/* textOrNone */.r1)(node, 'targetUrl') ?? '',
        };
    });
}
function appOf(suite) {
    const app = suite === undefined ? undefined : (0,answer/* objectIn */.D7)(suite, 'app');
    return app === undefined ? '' : (0,answer/* textIn */.r7)(app, 'slug');
}

;// CONCATENATED MODULE: ./lib/github/scan/details-page.js


const CHECKS = [
    `fragment contexts on StatusCheckRollupContextConnection {
  totalCount
  nodes {
    __typename
    ... on CheckRun { databaseId name status conclusion url checkSuite { databaseId app { slug } } }
    ... on StatusContext { context state targetUrl createdAt }
  }
  pageInfo { hasNextPage endCursor }
}`,
    `fragment suites on CheckSuiteConnection {
  totalCount
  nodes {
    databaseId
    createdAt
    status
    conclusion
    app { slug }
    branch { name }
    workflowRun { databaseId event url workflow { databaseId name } }
  }
  pageInfo { hasNextPage endCursor }
}`,
];
/** The question for what is known of waiting commits beside the line: three requests each. */
const DETAILS = {
    name: 'Details',
    doing: 'show the pull requests and checks of commits',
    most: 25,
    requests: 149,
    fragments: [
        `fragment details on Commit {
  associatedPullRequests(first: 5) { nodes { number mergedAt mergeCommit { oid } author { login } } pageInfo { hasNextPage endCursor } }
  statusCheckRollup { contexts(first: 100) { ...contexts } }
  checkSuites(first: 100) { ...suites }
}`,
        ...CHECKS,
    ],
};
/** The question for further pages of a commit's checks. */
const MORE_CHECKS = {
    name: 'MoreChecks',
    doing: 'list all checks of a commit',
    most: 25,
    requests: 149,
    fragments: CHECKS,
};
/** Asks for the details of some commits of a repository. */
function detailsPart(repository, shas) {
    return {
        repository,
        requests: shas.length * 3,
        write: declare => {
            const { owner, repo } = (0,scan_draft/* ownerAndName */.u)(repository);
            const where = `owner: ${declare('String!', owner)}, name: ${declare('String!', repo)}`;
            const commits = shas.map((sha, at) => `c${at}: object(oid: ${declare('GitObjectID!', sha)}) { ...details }`);
            return `repository(${where}) { ${commits.join('\n')} }`;
        },
        read: (data, errors) => {
            // A check that could not be shown may be the red one: what the token may not see is for the owner to mend.
            if (errors.length > 0)
                throw new answer/* MalformedAnswer */.ol('errors');
            const details = shas.map((sha, at) => {
                const commit = (0,answer/* objectIn */.D7)(data, `c${at}`);
                if (commit === undefined)
                    throw new answer/* MalformedAnswer */.ol(`no commit ${sha}`);
                return [sha, { pullRequest: ownPullRequest(commit, sha), ...checksIn(commit) }];
            });
            return new Map(details);
        },
    };
}
/** Asks for one more page of a commit's checks. */
function moreChecksPart(repository, sha, after) {
    return {
        repository,
        requests: 2,
        write: declare => {
            const { owner, repo } = (0,scan_draft/* ownerAndName */.u)(repository);
            const where = `owner: ${declare('String!', owner)}, name: ${declare('String!', repo)}`;
            const contexts = `contexts(first: 100, after: ${declare('String', after.contexts ?? null)}) { ...contexts }`;
            const suites = `checkSuites(first: 100, after: ${declare('String', after.suites ?? null)}) { ...suites }`;
            const commit = `object(oid: ${declare('GitObjectID!', sha)})`;
            return `repository(${where}) { ${commit} { ... on Commit { statusCheckRollup { ${contexts} } ${suites} } } }`;
        },
        read: (data, errors) => {
            const commit = (0,answer/* objectIn */.D7)(data, 'object');
            if (errors.length > 0 || commit === undefined)
                throw new answer/* MalformedAnswer */.ol(`no commit ${sha}`);
            return checksIn(commit);
        },
    };
}
function checksIn(commit) {
    // Null when the commit has neither a check nor a status.
    const rollup = (0,answer/* objectIn */.D7)(commit, 'statusCheckRollup');
    const contexts = rollup === undefined ? { nodes: [], total: 0, next: undefined } : listedIn(rollup, 'contexts');
    return { contexts, suites: listedIn(commit, 'checkSuites') };
}
function listedIn(fields, name) {
    const connection = (0,answer/* objectIn */.D7)(fields, name);
    const page = (0,answer/* pageIn */.n9)(fields, name);
    if (connection === undefined || page === undefined)
        throw new answer/* MalformedAnswer */.ol(`no ${name}`);
    return { nodes: page.nodes, total: (0,answer/* numberIn */.Po)(connection, 'totalCount'), next: page.next };
}
/** Of a commit's pull requests the one whose merge made it: the others only contained it, or were merged by rebase. */
function ownPullRequest(commit, sha) {
    const page = (0,answer/* pageIn */.n9)(commit, 'associatedPullRequests');
    if (page === undefined)
        throw new answer/* MalformedAnswer */.ol('no pull requests');
    for (const node of page.nodes) {
        const merge = (0,answer/* objectIn */.D7)(node, 'mergeCommit');
        if (merge === undefined || node.mergedAt === null || (0,answer/* textIn */.r7)(merge, 'oid').toLowerCase() !== sha)
            continue;
        const author = (0,answer/* objectIn */.D7)(node, 'author');
        return {
            number: (0,answer/* numberIn */.Po)(node, 'number'),
            mergedAt: (0,answer/* instantIn */.VC)(node, 'mergedAt'),
            author: author === undefined ? undefined : (0,answer/* textIn */.r7)(author, 'login'),
        };
    }
    return undefined;
}

// EXTERNAL MODULE: ./lib/train/stale/deployments.js
var stale_deployments = __webpack_require__(8148);
;// CONCATENATED MODULE: ./lib/github/scan/waiting.js

/** So many of a repository's newest waiting commits are read in detail; of the rest only the oldest of each key. */
const DETAILED_COMMITS = 100;
/** Positions on the line of the waiting commits whose details are needed, newest first. */
function detailedPositions({ line, environments, question }) {
    const commits = line?.commits ?? [];
    const positions = new Set();
    for (const { deployments } of environments.values()) {
        for (const service of question.services) {
            const live = (0,stale_deployments/* goodOnes */.XX)((0,stale_deployments/* oursOf */.nO)(deployments, service, question.services))[0]?.sha;
            const found = commits.findIndex(commit => commit.sha === live);
            const waiting = found < 0 ? commits.length : found;
            for (let at = 0; at < Math.min(waiting, DETAILED_COMMITS); at++)
                positions.add(at);
            if (waiting > 0)
                positions.add(waiting - 1);
        }
    }
    return [...positions].sort((one, other) => one - other);
}

;// CONCATENATED MODULE: ./lib/github/scan/details.js







/** Commits of one repository that are asked for together: two such parts are one point. */
const COMMITS = 24;
/** More pages of a commit's checks are not read; what is further on counts as not read, and blocks. */
const details_PAGES = 20;
/** Reads what is known of the waiting commits: when and by which pull request they were merged, and their checks. */
async function readDetails(tools, drafts) {
    const suiteTimes = new Map();
    const open = drafts
        .filter(draft => draft.problem === undefined && draft.line !== undefined)
        .flatMap(draft => {
        const shas = detailedPositions(draft).flatMap(at => draft.line?.commits[at]?.sha ?? []);
        return (0,rotation/* batchesOf */.c)(shas, COMMITS).map(some => ({ draft, part: detailsPart(draft.head.repository, some) }));
    });
    const parts = open.map(({ part }) => part);
    const answers = await (0,graphql_parts/* askParts */.M)(tools, DETAILS, parts);
    for (const { draft, part } of open) {
        const value = (0,scan_draft/* valueFor */.X)(draft, answers.get(part));
        if (value === undefined)
            continue;
        for (const [sha, first] of value) {
            const details = await allChecks(tools, draft, sha, first);
            if (details === undefined)
                break;
            const at = earliestSuite(details, draft.head.branch);
            if (at !== undefined)
                suiteTimes.set(placeOf(draft, sha), { at, source: 'check-suite' });
            replace(draft, sha, details);
        }
    }
    return suiteTimes;
}
/** Where a commit is in what `readDetails` gives back. */
function placeOf({ head }, sha) {
    return `${head.repository} ${sha}`;
}
function replace(draft, sha, details) {
    const commits = draft.line?.commits ?? [];
    const index = commits.findIndex(commit => commit.sha === sha);
    const commit = commits[index];
    if (commit === undefined)
        throw new Error(`${sha} is not on the line`);
    const { pullRequest } = details;
    commits[index] = {
        ...commit,
        // A squash commit is its pull request's author's, whoever git names.
        login: pullRequest?.author ?? commit.login,
        author: pullRequest?.author ?? commit.author,
        pullRequest: pullRequest?.number,
        merged: pullRequest === undefined ? undefined : { at: pullRequest.mergedAt, source: 'pull-request' },
        checks: checkFacts(sha, details, ownRunsOf(draft)),
    };
}
/** Runs that wrote a status of a deployment: their workflows deploy, and are no checks of a commit. */
function ownRunsOf({ environments }) {
    const statuses = [...environments.values()].flatMap(({ deployments }) => deployments.flatMap(one => one.statuses));
    return new Set(statuses.flatMap(({ logUrl }) => (0,claim/* attemptOf */.tx)(logUrl)?.runId ?? []));
}
async function allChecks(tools, draft, sha, first) {
    let details = first;
    for (let page = 2; page <= details_PAGES; page++) {
        const after = { contexts: details.contexts.next, suites: details.suites.next };
        if (after.contexts === undefined && after.suites === undefined)
            break;
        const part = moreChecksPart(draft.head.repository, sha, after);
        const more = (0,scan_draft/* valueFor */.X)(draft, (await (0,graphql_parts/* askParts */.M)(tools, MORE_CHECKS, [part])).get(part));
        if (more === undefined)
            return undefined;
        const contexts = after.contexts === undefined ? details.contexts : joined(details.contexts, more.contexts);
        const suites = after.suites === undefined ? details.suites : joined(details.suites, more.suites);
        details = { ...details, contexts, suites };
    }
    return details;
}
function joined(one, other) {
    return { nodes: [...one.nodes, ...other.nodes], total: Math.max(one.total, other.total), next: other.next };
}

;// CONCATENATED MODULE: ./lib/github/scan/pushes.js
/** When each commit of a line came onto its branch, by position; undefined where no push tells. */
function pushTimes(line, pushes) {
    const positions = new Map(line.map(({ sha }, index) => [sha, index]));
    const times = line.map(() => undefined);
    // The oldest first: what a push moved away and another brought back has been there since the first.
    for (const push of pushes.toSorted((one, other) => one.at - other.at)) {
        const from = positions.get(push.after);
        if (from === undefined)
            continue;
        // A push whose beginning is not on the line, forced or further back, tells of its newest commit alone.
        const to = positions.get(push.before) ?? from + 1;
        for (let at = from; at < to; at++)
            times[at] ??= push.at;
    }
    return times;
}

;// CONCATENATED MODULE: ./lib/github/scan/rest.js

/** Reasons that concern every repository alike: nothing more is worth asking. */
const FOR_ALL = ['github-token-invalid'];
/**
 * Sends one REST request for a repository, if the budget has it. Undefined when it was not sent or failed: the repository
 * then has a problem, the others go on.
 */
async function request({ github, budget }, draft, work) {
    const { repository } = draft.head;
    if (!budget.takeRequest()) {
        if (budget.stopped !== undefined)
            draft.problem ??= { kind: 'left-out', finding: budget.stopped };
        return undefined;
    }
    try {
        return await work(await github.octokit());
    }
    catch (thrown) {
        if (!(thrown instanceof user_error/* UserError */.y) || FOR_ALL.includes(thrown.reason))
            throw thrown;
        const finding = { reason: thrown.reason, text: `${repository}: ${thrown.message}`, where: repository };
        const limited = thrown.reason === 'github-rate-limited';
        if (limited)
            budget.stop({ reason: thrown.reason, text: thrown.message });
        draft.problem ??= { kind: limited ? 'left-out' : 'failed', finding };
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/github/scan/activity.js






/** Further back than so many pushes, nobody looks when a commit came. */
const activity_PAGES = 3;
/** Gives the waiting commits without a pull request of their own the time of their push, or else of their check suite. */
async function readPushTimes(tools, drafts, suiteTimes) {
    for (const draft of drafts) {
        const { line } = draft;
        if (draft.problem !== undefined || line === undefined)
            continue;
        const open = detailedPositions(draft).filter(at => line.commits[at]?.merged === undefined);
        if (open.length === 0)
            continue;
        const times = await timesOf(tools, draft, open);
        if (times === undefined)
            continue;
        for (const at of open) {
            const commit = line.commits[at];
            if (commit === undefined)
                continue;
            const pushed = times[at];
            const merged = pushed === undefined ? suiteTimes.get(placeOf(draft, commit.sha)) : { at: pushed, source: 'activity' };
            line.commits[at] = { ...commit, merged };
        }
    }
}
async function timesOf(tools, draft, open) {
    const pushes = [];
    const line = draft.line?.commits ?? [];
    let after;
    for (let page = 1; page <= activity_PAGES; page++) {
        const read = await activity_readPage(tools, draft, after);
        if (read === undefined)
            return undefined;
        pushes.push(...read.pushes);
        after = read.next;
        const times = pushTimes(line, pushes);
        if (after === undefined || open.every(at => times[at] !== undefined))
            return times;
    }
    return pushTimes(line, pushes);
}
async function activity_readPage(tools, draft, after) {
    return request(tools, draft, async (octokit) => {
        const { data, headers } = await octokit.request('GET /repos/{owner}/{repo}/activity', {
            ...(0,scan_draft/* ownerAndName */.u)(draft.head.repository),
            ref: `refs/heads/${draft.head.branch}`,
            per_page: pages/* PAGE_SIZE */.m,
            ...(after === undefined ? {} : { after }),
        });
        const pushes = data.map((one) => {
            return { before: one.before.toLowerCase(), after: one.after.toLowerCase(), at: Date.parse(one.timestamp) };
        });
        return { pushes, next: cursorIn(headers.link ?? '') };
    });
}
/** Where the next page begins, by the answer's `Link` header. */
function cursorIn(link) {
    const address = /<([^>]+)>;\s*rel="next"/.exec(link)?.[1];
    return address === undefined ? undefined : (new URL(address).searchParams.get('after') ?? undefined);
}

;// CONCATENATED MODULE: ./lib/github/scan/changed-paths.js




/** GitHub lists at most 3,000 files of a commit. */
const changed_paths_PAGES = 30;
/**
 * Reads which paths the waiting commits change, where the policy ignores some and one of them is old enough to matter: a
 * request for each commit.
 */
async function readChangedPaths(tools, drafts) {
    for (const draft of drafts) {
        const { line } = draft;
        const positions = detailedPositions(draft);
        if (line === undefined || !matter(draft, positions, tools.clock.now()))
            continue;
        for (const at of positions) {
            const commit = line.commits[at];
            if (commit === undefined || draft.problem !== undefined)
                break;
            line.commits[at] = { ...commit, changedPaths: await pathsOf(tools, draft, commit.sha) };
        }
    }
}
/** Whether any of the commits has waited so long. One whose time is not known may have. */
function matter({ line, question }, positions, now) {
    const merged = positions.map(at => line?.commits[at]?.merged?.at ?? 0);
    return question.environments.some(({ pathsAfter }) => pathsAfter !== undefined && merged.some(at => at <= now - pathsAfter));
}
/** Undefined when they are more than GitHub lists: then nobody can say that all of them are ignored. */
async function pathsOf(tools, draft, sha) {
    const paths = new Set();
    for (let page = 1; page <= changed_paths_PAGES; page++) {
        const files = await request(tools, draft, async (octokit) => {
            const { data, headers } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}', {
                ...(0,scan_draft/* ownerAndName */.u)(draft.head.repository),
                ref: sha,
                per_page: pages/* PAGE_SIZE */.m,
                page,
            });
            return { files: data.files ?? [], more: /rel="next"/.test(headers.link ?? '') };
        });
        if (files === undefined)
            return undefined;
        for (const { filename, previous_filename: before } of files.files) {
            paths.add(filename);
            if (before !== undefined)
                paths.add(before);
        }
        if (!files.more)
            return [...paths];
    }
    return undefined;
}

// EXTERNAL MODULE: ./lib/github/scan/deployment-page.js
var deployment_page = __webpack_require__(5324);
// EXTERNAL MODULE: ./lib/github/scan/statuses.js
var statuses = __webpack_require__(5855);
;// CONCATENATED MODULE: ./lib/github/scan/deployments.js





/** Deployments of the first page, and of the others. */
const FIRST = 10;
const MORE = 50;
/** More pages than these are not read: 260 deployments of an environment. */
const deployments_PAGES = 6;
/** The newest good one is live; the one before tells whether that was a way back. */
const GOOD_ONES = 2;
/** Reads each environment's deployments, newest first, until the good ones of every service are found. */
async function readDeployments(tools, drafts) {
    const readings = drafts.flatMap(draft => draft.question.environments.map(({ name }) => ({ draft, environment: name, deployments: [], after: undefined, open: true })));
    for (let page = 1; page <= deployments_PAGES; page++) {
        const open = readings.filter(reading => reading.open && reading.draft.problem === undefined);
        if (open.length === 0)
            break;
        await deployments_readPage(tools, open, page === 1 ? FIRST : MORE);
    }
    for (const { draft, environment, deployments, after } of readings) {
        draft.environments.set(environment, { deployments, complete: after === undefined });
    }
}
async function deployments_readPage(tools, open, first) {
    const byDraft = Map.groupBy(open, ({ draft }) => draft);
    const parts = [...byDraft].map(([draft, readings]) => ({
        draft,
        readings,
        part: (0,deployment_page/* deploymentsPart */.AE)(draft.head.repository, readings, first),
    }));
    const answers = await (0,graphql_parts/* askParts */.M)(tools, deployment_page/* DEPLOYMENTS */.$i, parts.map(({ part }) => part));
    for (const { draft, readings, part } of parts) {
        const value = (0,scan_draft/* valueFor */.X)(draft, answers.get(part));
        if (value === undefined)
            continue;
        await readAllStatuses(tools, draft, value);
        for (const reading of readings)
            take(reading, value);
    }
}
function take(reading, pages) {
    const { draft, environment } = reading;
    const page = pages.get(environment);
    if (page === undefined)
        throw new Error(`${environment} was not asked about`);
    const known = new Set(reading.deployments.map(({ id }) => id));
    for (const listed of page.listed) {
        const facts = (0,deployment_page/* deploymentFacts */.PX)(listed, environment);
        if (facts !== undefined && !known.has(facts.id))
            reading.deployments.push(facts);
    }
    reading.after = page.next;
    const enough = draft.question.services.every(service => (0,stale_deployments/* goodOnes */.XX)((0,stale_deployments/* oursOf */.nO)(reading.deployments, service, draft.question.services)).length >= GOOD_ONES);
    reading.open = page.next !== undefined && !enough;
}
/** A deployment seldom has more than a hundred statuses; the one that was success may be among the others. */
async function readAllStatuses(tools, draft, pages) {
    const listed = [...pages.values()].flatMap(page => page.listed);
    for (let page = 2; page <= deployments_PAGES && draft.problem === undefined; page++) {
        const open = listed.flatMap(one => (one.next === undefined ? [] : [partOf(draft, one, one.next)]));
        if (open.length === 0)
            return;
        const parts = open.map(({ part }) => part);
        const answers = await (0,graphql_parts/* askParts */.M)(tools, statuses/* STATUSES */.f, parts);
        for (const { deployment, part } of open) {
            const value = (0,scan_draft/* valueFor */.X)(draft, answers.get(part));
            if (value === undefined)
                return;
            deployment.nodes.push(...value.nodes);
            deployment.next = value.next;
        }
    }
}
function partOf(draft, deployment, after) {
    return { deployment, part: (0,statuses/* statusesPart */.QM)(draft.head.repository, String(deployment.fields.id), after) };
}

// EXTERNAL MODULE: ./lib/train/commits.js
var commits = __webpack_require__(8268);
// EXTERNAL MODULE: ./lib/github/scan/first-parents.js
var first_parents = __webpack_require__(123);
// EXTERNAL MODULE: ./lib/github/scan/history-page.js
var history_page = __webpack_require__(8905);
;// CONCATENATED MODULE: ./lib/github/scan/line.js






/** Commits of the first page: mostly a few wait, and each costs. */
const line_FIRST = 25;
/** Reads the first-parent line of each repository where something waits, until every live commit is found on it. */
async function readLines(tools, drafts) {
    const walks = drafts.flatMap(draft => walkOf(draft) ?? []);
    for (let page = 0; page <= commits/* TRUNK_PAGES */.eN; page++) {
        const first = page === 0 ? line_FIRST : commits/* COMMITS_A_PAGE */.tc;
        const open = walks
            .filter(walk => walk.draft.problem === undefined && walk.draft.line === undefined)
            .map(walk => ({
            walk,
            part: (0,history_page/* historyPart */.q)(walk.draft.head.repository, { ...walk.draft.head, after: walk.after, first }),
        }));
        if (open.length === 0)
            return;
        const parts = open.map(({ part }) => part);
        const answers = await (0,graphql_parts/* askParts */.M)(tools, history_page/* HISTORY */.V, parts);
        for (const { walk, part } of open) {
            const value = (0,scan_draft/* valueFor */.X)(walk.draft, answers.get(part));
            if (value === undefined)
                continue;
            walk.after = value.next;
            walk.parents.take(value.commits);
            line_close(walk, page === commits/* TRUNK_PAGES */.eN);
        }
    }
}
/** Undefined when the head is live everywhere: nothing waits. */
function walkOf(draft) {
    if (draft.problem !== undefined)
        return undefined;
    const keys = [...draft.environments.values()].flatMap(({ deployments }) => draft.question.services.map(service => (0,stale_deployments/* goodOnes */.XX)((0,stale_deployments/* oursOf */.nO)(deployments, service, draft.question.services))[0]?.sha));
    if (keys.every(sha => sha === draft.head.head))
        return undefined;
    const wanted = new Set(keys.filter(sha => sha !== undefined));
    return { draft, parents: new first_parents/* FirstParents */.k(draft.head.head), wanted, after: undefined };
}
function line_close({ draft, parents, wanted, after }, lastPage) {
    for (const sha of wanted)
        if (parents.positionOf(sha) >= 0)
            wanted.delete(sha);
    const atEnd = parents.ended || after === undefined;
    if (!atEnd && !lastPage && wanted.size > 0)
        return;
    const end = atEnd ? 'root' : wanted.size === 0 ? 'live-found' : 'too-far-back';
    draft.line = { commits: parents.line, end };
}

// EXTERNAL MODULE: ./lib/train/task.js
var task = __webpack_require__(7729);
;// CONCATENATED MODULE: ./lib/github/scan/waiting-runs.js




/** States of a deployment that nobody has begun, and which GitHub does not call waiting itself. */
const NOT_BEGUN = ['pending', 'abandoned', 'queued'];
/** Tells of the newest deployments that have not begun whether their run waits for a reviewer. */
async function readWaitingRuns(tools, drafts) {
    for (const draft of drafts) {
        if (draft.problem !== undefined)
            continue;
        const doubtful = doubtfulOf(draft);
        if (doubtful.size === 0)
            continue;
        const runs = await request(tools, draft, async (octokit) => {
            const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs', {
                ...(0,scan_draft/* ownerAndName */.u)(draft.head.repository),
                status: 'waiting',
                event: 'deployment',
                exclude_pull_requests: true,
                per_page: pages/* PAGE_SIZE */.m,
            });
            return data.workflow_runs.map((run) => {
                return { sha: run.head_sha.toLowerCase(), event: run.event, createdAt: Date.parse(run.created_at) };
            });
        });
        if (runs === undefined)
            continue;
        const all = [...draft.environments.values()].flatMap(({ deployments }) => deployments);
        const waiting = new Set(runs.map(run => startedBy(run, all)?.id));
        for (const [environment, read] of draft.environments) {
            const deployments = read.deployments.map(one => doubtful.has(one.id) ? { ...one, runWaits: waiting.has(one.id) } : one);
            draft.environments.set(environment, { ...read, deployments });
        }
    }
}
/** The deployment whose event started a run: of those of its commit the newest that was there when it began. */
function startedBy(run, deployments) {
    return deployments
        .filter(({ sha, createdAt }) => sha === run.sha && createdAt <= run.createdAt)
        .reduce((newest, one) => (newest === undefined || one.createdAt > newest.createdAt ? one : newest), undefined);
}
function doubtfulOf({ environments, question }) {
    const newest = [...environments.values()].flatMap(({ deployments }) => question.services.map(service => deployments.find(one => (0,task/* serviceOfTask */._i)(one.task, question.services) === service)));
    return new Set(newest.flatMap(one => (one !== undefined && NOT_BEGUN.includes(one.state) ? [one.id] : [])));
}

;// CONCATENATED MODULE: ./lib/github/scan/scan.js












/** Repositories that are read together, one step after the other. */
const REPOSITORIES_A_BATCH = 10;
/**
 * Reads what is to be judged of many repositories: facts for each, or one problem; the others go on. Throws a `UserError`
 * only for what concerns them all, such as a token that is not valid. In the order of the names.
 */
async function scanRepositories(tools, request) {
    const names = new Map(request.repositories.map(name => [(0,canonical_name/* canonicalName */.E)(name), name]));
    const sorted = [...names].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, name]) => name);
    const batches = (0,rotation/* rotated */.S)((0,rotation/* batchesOf */.c)(sorted, REPOSITORIES_A_BATCH), request.runNumber);
    const entries = await readHeads(tools, batches.flat(), request);
    for (const batch of (0,rotation/* batchesOf */.c)(entries, REPOSITORIES_A_BATCH)) {
        await readBatch(tools, batch.flatMap(({ read }) => ('question' in read ? [read] : [])));
    }
    const scanned = new Map(entries.map(entry => [entry.repository, finished(entry)]));
    return sorted.flatMap(name => scanned.get(name) ?? []);
}
async function readHeads(tools, names, request) {
    const parts = names.map(headPart);
    const answers = await (0,graphql_parts/* askParts */.M)(tools, HEADS, parts);
    const seen = new Map();
    return parts.map(part => {
        const { repository } = part;
        const answer = answers.get(part);
        if (answer === undefined)
            throw new Error(`${repository} was not asked about`);
        if (answer.kind !== 'read')
            return { repository, read: { repository, ...answer } };
        const head = answer.value;
        const before = seen.get((0,canonical_name/* canonicalName */.E)(head.repository));
        if (before !== undefined) {
            const text = `it is the same as '${before}', under another name: keep one of them`;
            return { repository, read: failed(repository, 'repository-twice', text) };
        }
        seen.set((0,canonical_name/* canonicalName */.E)(head.repository), repository);
        if ((0,canonical_name/* canonicalName */.E)(repository) !== (0,canonical_name/* canonicalName */.E)(head.repository)) {
            tools.logger.notice(`${repository} is ${head.repository} now: use that name`);
        }
        return { repository, read: opened(repository, head, request) };
    });
}
/** What is to be asked about a repository, or what there is to say without asking. */
function opened(repository, head, { questionOf }) {
    if (head.closed !== undefined) {
        return { kind: 'read', repository, facts: { head, environments: new Map(), line: undefined, unreadable: [] } };
    }
    const { branch, head: sha, policyText } = head;
    if (branch === undefined || sha === undefined)
        return failed(repository, 'repository-empty', 'it has no commit yet');
    if (policyText === undefined) {
        const text = `${train_policy/* POLICY_FILE */.CX} is not on its default branch, or the token lacks 'contents: read'`;
        return failed(repository, 'policy-missing', text);
    }
    const open = { ...head, branch, head: sha, policyText };
    try {
        const question = questionOf(open);
        return { head: open, question, environments: new Map(), line: undefined, unreadable: [], problem: undefined };
    }
    catch (thrown) {
        if (thrown instanceof user_error/* UserError */.y)
            return failed(repository, thrown.reason, thrown.message);
        throw thrown;
    }
}
function failed(repository, reason, text) {
    return { kind: 'failed', repository, finding: { reason, text: `${repository}: ${text}`, where: repository } };
}
async function readBatch(tools, drafts) {
    await readDeployments(tools, drafts);
    await readWaitingRuns(tools, drafts);
    await readLines(tools, drafts);
    const suiteTimes = await readDetails(tools, drafts);
    await readPushTimes(tools, drafts, suiteTimes);
    await readChangedPaths(tools, drafts);
}
function finished({ repository, read }) {
    if (!('question' in read))
        return read;
    const { head, environments, line, unreadable, problem } = read;
    if (problem !== undefined)
        return { kind: problem.kind, repository, finding: problem.finding };
    return { kind: 'read', repository, facts: { head, environments, line, unreadable } };
}

// EXTERNAL MODULE: ./lib/train/checks.js + 3 modules
var train_checks = __webpack_require__(5755);
// EXTERNAL MODULE: ./lib/train/path-patterns.js
var path_patterns = __webpack_require__(907);
;// CONCATENATED MODULE: ./lib/train/stale/commit-kind.js

function kindOf(facts, { skipMarker, ignorePaths }) {
    const { message, changedPaths } = facts.commit;
    if (facts.undone)
        return 'undone';
    if (message.toLowerCase().includes(skipMarker.toLowerCase()))
        return 'skipped';
    if ((0,path_patterns/* coverAll */.ZP)(ignorePaths, changedPaths ?? []))
        return 'ignored';
    if (!facts.deployable)
        return 'checks-red';
    if (facts.takenOut)
        return 'rolled-back';
    if (facts.behindFailed)
        return 'behind-failed';
    return facts.neverDeployed ? 'never-deployed' : 'waiting';
}
/** Whether commits of this kind are told of, and counted for the policy's minimum. The others ride along. */
function counts(kind) {
    return kind !== 'undone' && kind !== 'skipped' && kind !== 'ignored';
}
/** Whether a commit may be deployed by its own checks. What was not read, or could not be, does not pass. */
function passed(checks) {
    return checks !== undefined && checks.findings.length === 0;
}

;// CONCATENATED MODULE: ./lib/train/stale/live.js
function positionsOn(line) {
    return new Map(line.map((commit, position) => [commit.sha.toLowerCase(), position]));
}
/** `good`: the good deployments of the key, newest first. `positions`: of the commits of `line`. */
function liveOn(good, line, positions) {
    const [deployment] = good;
    const { length } = line.commits;
    const base = good.find(({ sha }) => positions.has(sha.toLowerCase()));
    return {
        deployment,
        offLine: base !== deployment && !(base === undefined && line.end === 'too-far-back'),
        base,
        waiting: base === undefined ? length : (positions.get(base.sha.toLowerCase()) ?? length),
    };
}
/** Whether a deployment's commit is the one at `position`, or newer: then it holds that one too. */
function holds({ sha }, position, positions) {
    return (positions.get(sha.toLowerCase()) ?? Number.POSITIVE_INFINITY) <= position;
}

;// CONCATENATED MODULE: ./lib/train/stale/reverts.js
// As git writes it, at the beginning of a line. Other words, and short SHAs, mean nothing for sure.
const REVERTS = /^This reverts commit ([0-9a-f]{64}|[0-9a-f]{40})\b/gim;
/**
 * SHAs of the waiting commits that a revert and what it reverts cancel out; `waiting` newest first. Judged from the
 * newest: a revert that is itself reverted undoes nothing. One that also reverts something live has work to do and is
 * not undone.
 */
function undoneCommits(waiting) {
    const undone = new Set();
    const older = new Set(waiting.map(({ sha }) => sha));
    for (const { sha, message } of waiting) {
        older.delete(sha);
        if (undone.has(sha))
            continue;
        const named = [...message.matchAll(REVERTS)].map(match => (match[1] ?? '').toLowerCase());
        const found = named.filter(one => older.has(one) && !undone.has(one));
        for (const one of found)
            undone.add(one);
        if (found.length > 0 && found.length === named.length)
            undone.add(sha);
    }
    return undone;
}

// EXTERNAL MODULE: ./lib/train/sha.js
var sha = __webpack_require__(2540);
;// CONCATENATED MODULE: ./lib/train/stale/silence.js

function silenceOf(facts, now) {
    const { lock, underWay, stale, counting, minimum, quiet } = facts;
    const locked = lockText(lock, now);
    if (locked !== undefined)
        return { reason: 'locked', text: locked };
    for (const reason of ['deploying', 'waiting-for-approval']) {
        const found = underWay.find(({ kind }) => kind === reason);
        if (found === undefined)
            continue;
        const what = `deployment ${found.deployment.id} of ${(0,sha/* shortSha */.F)(found.deployment.sha)}`;
        const text = reason === 'deploying' ? `${what} is under way` : `${what} waits for approval`;
        return { reason, text };
    }
    if (stale === 0)
        return { reason: 'nothing-stale', text: 'nothing is stale' };
    if (counting < minimum) {
        const text = `${counting} ${counting === 1 ? 'commit waits' : 'commits wait'}, fewer than ${minimum}`;
        return { reason: 'below-minimum', text };
    }
    return quiet === undefined ? undefined : { reason: 'quiet', text: quiet };
}
function lockText(answer, now) {
    if (answer.kind === 'unreadable')
        return `its lock cannot be read, which counts as locked: ${answer.why}`;
    const { lock } = answer;
    if (lock === undefined || (lock.expiresAt !== undefined && lock.expiresAt <= now))
        return undefined;
    return `locked by ${lock.owner}${lock.reason === '' ? '' : `: ${lock.reason}`}`;
}

;// CONCATENATED MODULE: ./lib/train/stale/since.js


/**
 * When each commit came onto the line; `commits` head first. None came later than one that is newer: where nothing tells,
 * or what tells says so, the newer one's time is taken. Undefined when nothing newer is known either.
 */
function mergeTimes(commits) {
    let newer;
    return commits.map(({ merged }) => {
        if (merged !== undefined && (newer === undefined || merged.at <= newer.at)) {
            newer = { at: merged.at, atLeast: merged.source === 'check-suite' };
        }
        else if (newer !== undefined) {
            newer = { at: newer.at, atLeast: true };
        }
        return newer;
    });
}
/**
 * The deployment that took a waiting commit out again: it was live, and the good deployment after that did not hold it.
 * Undefined for one that was never live. `good`: newest first.
 */
function takenOutBy(position, good, positions) {
    const last = good.findIndex(deployment => holds(deployment, position, positions));
    return last < 1 ? undefined : good[last - 1];
}
/** A commit that was live waits since it was taken out, any other since it came onto the line. */
function sinceOf(merged, takenOut) {
    const at = takenOut === undefined ? undefined : (0,stale_deployments/* goodSince */.QQ)(takenOut);
    return at === undefined ? merged : { at, atLeast: false };
}

;// CONCATENATED MODULE: ./lib/train/stale/under-way.js


/** A status that says something is being done is believed for so long; then its run is taken for lost. */
const BUSY_FOR = 2 * duration/* HOUR */.dp;
/** So long may a deployment wait to be picked up: GitHub calls it abandoned afterwards. */
const PICKED_UP_WITHIN = 30 * duration/* MINUTE */.pY;
/** `ours`: newest first. `live`: the newest good one; what is older than that no longer matters. */
function underWay(ours, live, now) {
    const newer = live === undefined ? ours : ours.slice(0, ours.indexOf(live));
    return newer.filter(stale_deployments/* isOpen */.nT).map(deployment => {
        const last = deployment.statuses.at(-1);
        const since = last?.createdAt ?? deployment.createdAt;
        const age = now - since;
        return { deployment, kind: under_way_kindOf(deployment, last?.state, age), since };
    });
}
function under_way_kindOf({ state, runWaits }, last, age) {
    if (last === 'in_progress' || (last === 'queued' && runWaits !== true))
        return age < BUSY_FOR ? 'deploying' : 'stuck';
    if (runWaits === true || state === 'waiting' || last === 'waiting')
        return 'waiting-for-approval';
    return age < PICKED_UP_WITHIN ? 'deploying' : 'not-picked-up';
}

;// CONCATENATED MODULE: ./lib/train/stale/judge.js











/** Judges one key by the facts of its repository. What cannot be known is `unread`, never taken for live. */
function judgeKey({ key, facts, policy, lock, quiet }, now) {
    const environment = (0,train_policy/* environmentOf */.p7)(policy, key.environment);
    const stale = environment?.stale;
    if (environment === undefined || stale === undefined)
        throw new Error(`${key.environment} is not looked at`);
    const { head } = facts;
    const read = facts.environments.get(environment.name);
    if (read === undefined)
        return unread(key, facts, `the deployments to ${environment.name} could not be read`);
    const ours = (0,stale_deployments/* oursOf */.nO)(read.deployments, key.service, policy.services);
    const good = (0,stale_deployments/* goodOnes */.XX)(ours);
    if (good.length === 0 && !read.complete) {
        return unread(key, facts, `no good deployment to ${environment.name} is among the newest that were read`);
    }
    const commits = facts.line?.commits ?? [];
    if (facts.line === undefined && !(head.head !== undefined && isAt(good[0]?.sha, head.head))) {
        return unread(key, facts, `the commits of ${head.branch ?? 'its branch'} could not be read`);
    }
    const positions = positionsOn(commits);
    const live = facts.line === undefined
        ? { deployment: good[0], offLine: false, base: good[0], waiting: 0 }
        : liveOn(good, facts.line, positions);
    const under = underWay(ours, live.deployment, now);
    const waiting = judgeCommits({ facts, policy, environment, stale, key, ours, good, live, positions, read }, now);
    const staleOnes = waiting.filter(one => one.stale);
    const counting = waiting.filter(one => one.counts).length;
    const more = live.base === undefined && facts.line?.end === 'too-far-back';
    return {
        kind: 'judged',
        key,
        branch: head.branch ?? '',
        task: (0,task/* taskOf */.Xb)(key.service, policy.services),
        live,
        commits: waiting,
        more,
        stale: staleOnes,
        candidate: waiting.find(one => passed(one.checks)),
        underWay: under,
        silence: silenceOf({ lock, underWay: under, stale: staleOnes.length, counting, minimum: stale.minimum, quiet }, now),
    };
}
function judgeCommits(line, now) {
    const { facts, policy, environment, stale, key, ours, good, live, positions } = line;
    const waiting = (facts.line?.commits ?? []).slice(0, live.waiting);
    const undone = undoneCommits(waiting);
    const merged = mergeTimes(waiting);
    const elsewhere = liveElsewhere(facts, policy, key, positions);
    const newer = live.deployment === undefined ? ours : ours.slice(0, ours.indexOf(live.deployment));
    const failures = newer.filter(deployment => (0,stale_deployments/* badEnd */.LR)(deployment) !== undefined && (0,stale_deployments/* badEnd */.LR)(deployment)?.state !== 'inactive');
    const checks = waiting.map(one => one.checks === undefined ? undefined : (0,train_checks/* judgeChecks */.L)(one.checks, environment.checks));
    const candidate = checks.findIndex(passed);
    return waiting.map((commit, position) => {
        const takenOut = takenOutBy(position, good, positions);
        const failed = failures.find(deployment => holds(deployment, position, positions));
        const kind = kindOf({
            commit,
            undone: undone.has(commit.sha),
            deployable: candidate >= 0 && candidate <= position,
            takenOut: takenOut !== undefined,
            behindFailed: failed !== undefined,
            neverDeployed: good.length === 0,
        }, stale);
        const since = sinceOf(merged[position], takenOut);
        const counted = counts(kind);
        return {
            commit,
            kind,
            since,
            counts: counted,
            stale: counted && since !== undefined && now - since.at >= stale.after,
            liveIn: elsewhere.filter(one => one.from <= position).map(one => one.name),
            checks: checks[position],
            takenOutBy: takenOut,
            failed,
        };
    });
}
/** The other environments, each with the position from which the line is live there. */
function liveElsewhere(facts, policy, key, positions) {
    return policy.environments.flatMap(({ name }) => {
        const read = facts.environments.get(name);
        if (read === undefined || (0,canonical_name/* canonicalName */.E)(name) === (0,canonical_name/* canonicalName */.E)(key.environment))
            return [];
        const [deployment] = (0,stale_deployments/* goodOnes */.XX)((0,stale_deployments/* oursOf */.nO)(read.deployments, key.service, policy.services));
        const from = deployment === undefined ? undefined : positions.get(deployment.sha.toLowerCase());
        return from === undefined ? [] : [{ name, from }];
    });
}
function isAt(live, head) {
    return live?.toLowerCase() === head.toLowerCase();
}
function unread(key, { unreadable }, text) {
    const finding = unreadable[0] ?? {
        reason: 'unreadable',
        text: `${key.repository}: ${text}`,
        where: key.repository,
    };
    return { kind: 'unread', key, finding };
}

;// CONCATENATED MODULE: ./lib/notify-stale/survey.js





/** Reads the repositories and judges every key by its own policy. */
async function survey(tools, request) {
    const policies = new Map();
    const questionOf = (head) => {
        const policy = (0,train_policy/* parsePolicy */.ON)(head.policyText, { repository: head.repository.split('/')[1] ?? '' });
        policies.set(head.repository, policy);
        return questionBy(policy, request);
    };
    const scanned = await scanRepositories(tools, { ...request, questionOf });
    const surveyed = [];
    for (const one of scanned)
        surveyed.push(await surveyedOf(one, policies, request));
    return surveyed;
}
/** Environments that nobody is told of are asked about too: where else a commit is live is worth saying. */
function questionBy(policy, { environments: wanted }) {
    const { services, environments } = policy;
    if (watchedOf(policy, wanted).length === 0)
        return { services, environments: [] };
    return {
        services,
        environments: environments.map(({ name, stale }) => {
            const matters = stale !== undefined && stale.ignorePaths.length > 0;
            return { name, pathsAfter: matters ? stale.after : undefined };
        }),
    };
}
function watchedOf({ environments }, wanted) {
    return environments.filter(({ name, stale }) => stale !== undefined && (wanted === undefined || wanted.includes((0,canonical_name/* canonicalName */.E)(name))));
}
async function surveyedOf(scanned, policies, request) {
    const { repository } = scanned;
    const nothing = { repository, keys: [], finding: undefined, name: undefined, environments: [] };
    if (scanned.kind !== 'read') {
        const policy = [...policies].find(([name]) => (0,canonical_name/* canonicalName */.E)(name) === (0,canonical_name/* canonicalName */.E)(repository))?.[1];
        const keys = policy === undefined ? [] : unreadKeys(scanned, policy, request);
        return { ...nothing, kind: scanned.kind, finding: scanned.finding, keys };
    }
    const { facts } = scanned;
    const name = facts.head.repository;
    const policy = policies.get(name);
    if (facts.head.closed !== undefined || policy === undefined)
        return { ...nothing, kind: 'closed', name };
    const keys = [];
    for (const { name: environment, slack } of watchedOf(policy, request.environments)) {
        for (const service of policy.services) {
            const reading = await judged({ repository: name, service, environment }, facts, policy, request);
            keys.push({ reading, channel: slack.channel });
        }
    }
    return { ...nothing, kind: 'read', keys, name, environments: policy.environments.map(one => one.name) };
}
/** Its policy was read, the rest was not: at least it is known where it is told of. */
function unreadKeys({ repository, finding }, policy, { environments }) {
    return watchedOf(policy, environments).flatMap(({ name: environment, slack }) => policy.services.map(service => ({
        reading: { kind: 'unread', key: { repository, service, environment }, finding },
        channel: slack.channel,
    })));
}
async function judged(key, facts, policy, { locks, quiet, now }) {
    return judgeKey({ key, facts, policy, lock: await lockOf(locks, key), quiet }, now);
}
/** Whatever goes wrong with a lock, nobody may be told as if there were none. */
async function lockOf(locks, key) {
    try {
        return { kind: 'read', lock: await locks.lockOf(key) };
    }
    catch (thrown) {
        return { kind: 'unreadable', why: (0,user_error/* messageOf */.b)(thrown) };
    }
}

;// CONCATENATED MODULE: ./lib/notify-stale/run.js













/**
 * One scan: reads the repositories, judges what waits, brings the messages in Slack up to date. What fails for one
 * repository or channel is a problem of the result and keeps no other from being told. Throws a `UserError` when nothing can
 * be told at all: no list of repositories, a token that is not valid, a policy of the scanning repository that cannot be read.
 */
async function runNotifyStale(inputs, context, { log, clock, github, slack, locks }) {
    // One moment for all: what is stale does not depend on how long the reading takes.
    const now = clock.now();
    const budget = new github_budget/* Budget */._(inputs.budget);
    const tools = { github, budget, logger: log, clock };
    const own = await readOwnPolicy(tools, context);
    const quiet = quietClock(own?.quiet)(now);
    const zone = own?.quiet?.zone ?? 'UTC';
    const names = await repositoriesOf(inputs.scope, context, tools);
    const { environments } = inputs;
    const request = { repositories: names, runNumber: context.runNumber, environments, quiet, locks, now };
    const repositories = await survey(tools, request);
    const rendering = {
        ...{ now, zone, serverUrl: context.serverUrl, runUrl: context.runUrl },
        users: own?.users ?? new Map(),
        clock: (0,notify_stale_rendering/* clockOf */.ie)(zone, now),
    };
    const { dryRun } = inputs;
    const pen = { rendering, scan: context.scan };
    const told = slack === undefined ? undefined : await (0,channels/* tellChannels */.M)(new Readings(repositories), { slack, dryRun, pen, quiet, log });
    return {
        ...{ now, zone, repositories, quiet },
        problems: [
            ...repositories.flatMap(({ kind, finding }) => (kind === 'failed' && finding !== undefined ? [finding] : [])),
            ...unknownEnvironments(inputs.environments, repositories),
            ...(told?.problems ?? []),
        ],
        slack: told === undefined ? 'none' : dryRun ? 'dry-run' : 'told',
        actions: told?.actions ?? [],
        cost: {
            points: budget.points,
            queries: budget.calls,
            requests: budget.requests,
            budget: budget.limit,
            remaining: budget.remaining,
            slackRequests: slack?.requests() ?? 0,
        },
    };
}
/**
 * Users and quiet hours, from the repository the workflow runs in. One that has no policy may only scan others. What is there
 * and cannot be read ends the run, or somebody would be rung at night.
 */
async function readOwnPolicy(tools, { repository }) {
    const part = headPart(repository);
    const answer = (await (0,graphql_parts/* askParts */.M)(tools, HEADS, [part])).get(part);
    if (answer?.kind !== 'read') {
        const { reason, text } = answer?.finding ?? { reason: 'github-unreachable', text: 'GitHub did not answer' };
        throw new user_error/* UserError */.y(reason, `The users and the quiet hours of ${repository} cannot be read, so nobody is told: ${text}`);
    }
    const { policyText } = answer.value;
    if (policyText !== undefined)
        return (0,train_policy/* parsePolicy */.ON)(policyText, { repository: repository.split('/')[1] ?? '' }).slack;
    tools.logger.notice(`${repository} has no ${train_policy/* POLICY_FILE */.CX} on its default branch: no users and no quiet hours are known`);
    return undefined;
}
async function repositoriesOf(scope, { repository }, tools) {
    switch (scope.kind) {
        case 'own':
            return [repository];
        case 'named':
            return scope.repositories;
        case 'topic': {
            const { repositories, missing } = await findRepositories(tools, scope);
            const what = `repositories of ${scope.organisation} with the topic '${scope.topic}'`;
            if (repositories.length === 0) {
                throw new user_error/* UserError */.y('no-repositories', `There are no ${what} that the token may see; check both, and the App's access`);
            }
            if (missing > 0)
                tools.logger.warning(`GitHub lists ${repositories.length} ${what} and has ${missing} more: name them`);
            return repositories;
        }
    }
}
/** Said only when every policy was read: else it may be in another one. */
function unknownEnvironments(wanted, repositories) {
    if (wanted === undefined || repositories.some(({ kind }) => kind === 'failed' || kind === 'left-out'))
        return [];
    const known = [...new Set(repositories.flatMap(({ environments }) => environments))];
    const names = new Set(known.map(canonical_name/* canonicalName */.E));
    return wanted
        .filter(name => !names.has(name))
        .map(name => ({
        reason: 'unknown-environment',
        text: `Input "environments" has '${name}', which no policy of the repositories names${(0,suggestion/* suggestion */.h)(name, known)}`,
        where: 'input environments',
    }));
}


/***/ }),

/***/ 8392:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ ACTIONS_APP)
/* harmony export */ });
/** The slug of the app that GitHub Actions reports as; its check runs belong to workflow runs. */
const ACTIONS_APP = 'github-actions';


/***/ }),

/***/ 5755:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  L: () => (/* binding */ judgeChecks)
});

;// CONCATENATED MODULE: ./lib/train/check-result.js
/** The results of a check that pass. */
function passes(result) {
    return result === 'success' || result === 'skipped' || result === 'neutral';
}

// EXTERNAL MODULE: ./lib/train/check-facts.js
var check_facts = __webpack_require__(8392);
;// CONCATENATED MODULE: ./lib/train/check-whole-run.js

const told = { kind: 'told' };
const counts = { kind: 'counts' };
/**
 * A run that passed needs no word of its own. One that did not is told by a job that counts and blocks: none that is
 * ignored or was replaced, since those block nothing. Without such a job the run itself counts: GitHub makes a job's
 * check run only when what the job needs has ended, so all that can be seen may have passed too early (the run goes on),
 * or may be all there will ever be (it was cancelled, or its workflow file does not parse).
 */
function judgeRun(run, jobs) {
    const counted = jobs.newest.filter(job => !job.ignored);
    if (run.status !== 'completed')
        return counted.some(job => !job.completed) ? told : counts;
    if (passes(run.conclusion))
        return told;
    if (counted.some(job => !job.completed || !passes(job.result)))
        return told;
    return run.conclusion === 'failure' ? judgeFailure(jobs) : counts;
}
/**
 * A run that failed though every job that counts passes. It is forgiven where an ignored job alone can have failed it:
 * one did fail, and no other job of it ever ended otherwise than well. A skipped one is in doubt: GitHub also skips what
 * needs a job that failed, and then it never ran.
 */
function judgeFailure({ all, newest }) {
    const culprit = newest.find(job => job.ignored && job.completed && job.result === 'failure');
    if (culprit === undefined)
        return counts;
    const doubtful = all.find(job => !(job.ignored || (job.completed && isWell(job.result))));
    if (doubtful === undefined)
        return told;
    const note = doubtful.result === 'skipped'
        ? `'${doubtful.shortName}' was skipped, perhaps only because the ignored '${culprit.shortName}' failed: mend that, or ignore both`
        : `beside the ignored '${culprit.shortName}', '${doubtful.shortName}' did not pass in every attempt (${doubtful.result}): run all jobs again`;
    return { kind: 'counts', note };
}
function isWell(result) {
    return result === 'success' || result === 'neutral';
}

;// CONCATENATED MODULE: ./lib/train/check-selection.js


/**
 * Picks the checks that count: of Actions those whose run was started by an event of the policy and is not of our own
 * workflow; of other apps, and commit statuses, all. Of each (app, workflow, event, name) the newest by id. A workflow run
 * that did not pass always leaves something that does not pass: one of its jobs, or the run itself.
 */
function selectChecks(facts, policy) {
    const runOf = new Map();
    for (const run of facts.workflowRuns)
        if (run.suiteId !== undefined)
            runOf.set(run.suiteId, run);
    const own = (run) => facts.ownWorkflowIds.includes(run.workflowId);
    const counts = (run) => !own(run) && policy.events.includes(run.event);
    const unplaced = [];
    const offers = [];
    for (const check of facts.checkRuns) {
        if (check.app !== check_facts/* ACTIONS_APP */.W) {
            const named = { name: check.name, shortName: check.name };
            offers.push({ key: keyOf('app', check.app, check.name), id: check.id, check: { ...named, ...stateOf(check) } });
            continue;
        }
        const run = check.suiteId === undefined ? undefined : runOf.get(check.suiteId);
        if (run === undefined) {
            if (!policy.ignored.includes(check.name))
                unplaced.push(check);
            continue;
        }
        if (!counts(run))
            continue;
        const named = { name: `${run.workflowName} / ${check.name}`, shortName: check.name };
        offers.push({
            key: keyOf('actions', run.workflowId, run.event, check.name),
            id: check.id,
            check: { ...named, ...stateOf(check) },
            runId: run.id,
            // Jobs of a run's only attempt never hide one another: two may carry the same name, and the second is skipped
            // when it needs the first and the first failed.
            ...(run.attempt === 1 ? { together: run.id } : {}),
        });
    }
    const newest = newestOf(offers);
    const counted = newest.map(offer => offer.check);
    for (const run of newestRuns(facts.workflowRuns.filter(counts))) {
        const jobs = (list) => list
            .filter(offer => offer.runId === run.id)
            .map(({ check }) => ({ ...check, ignored: isNamed(check, policy.ignored) }));
        const judgement = judgeRun(run, { all: jobs(offers), newest: jobs(newest) });
        if (judgement.kind === 'told')
            continue;
        const note = judgement.note === undefined ? {} : { note: judgement.note };
        counted.push({ name: run.workflowName, shortName: run.workflowName, ...stateOf(run), ...note });
    }
    const statuses = facts.statuses.map(status => ({
        key: keyOf('status', status.context),
        id: status.id,
        check: {
            name: status.context,
            shortName: status.context,
            result: status.state,
            completed: status.state !== 'pending',
            url: status.url,
        },
    }));
    counted.push(...newestOf(statuses).map(offer => offer.check));
    return {
        counted: counted.filter(check => !isNamed(check, policy.ignored)),
        unplaced,
        otherEvents: [...new Set(facts.workflowRuns.filter(run => !own(run) && !counts(run)).map(run => run.event))],
        ownLeftOut: facts.workflowRuns.some(own),
    };
}
/** Whether one of `names` means this check. */
function isNamed(check, names) {
    return names.includes(check.name) || names.includes(check.shortName);
}
function newestOf(offers) {
    const newest = new Map();
    for (const offer of offers) {
        const before = newest.get(offer.key);
        if (before === undefined || offer.id > before.id)
            newest.set(offer.key, offer);
    }
    return offers.filter(offer => {
        const top = newest.get(offer.key);
        return offer === top || (offer.together !== undefined && offer.together === top?.together);
    });
}
function newestRuns(runs) {
    const newest = new Map();
    for (const run of runs) {
        const key = keyOf(run.workflowId, run.event);
        const before = newest.get(key);
        if (before === undefined || run.id > before.id)
            newest.set(key, run);
    }
    return [...newest.values()];
}
function stateOf(fact) {
    const completed = fact.status === 'completed';
    const said = completed ? fact.conclusion : fact.status;
    return { result: said === undefined || said === '' ? 'unknown' : said, completed, url: fact.url };
}
function keyOf(...parts) {
    return JSON.stringify(parts);
}

// EXTERNAL MODULE: ./lib/train/suggestion.js
var suggestion = __webpack_require__(4060);
;// CONCATENATED MODULE: ./lib/train/checks.js



/** Judges a commit by its checks: each that counts must have passed, now. Whatever is not known blocks. */
function judgeChecks(facts, policy) {
    const selection = selectChecks(facts, policy);
    const { counted, unplaced } = selection;
    const passed = counted.filter(check => check.completed && passes(check.result));
    const failed = counted.filter(check => check.completed && !passes(check.result));
    const running = counted.filter(check => !check.completed);
    const findings = [...failed.map(failedFinding), ...running.map(runningFinding)];
    for (const name of policy.required) {
        if (!counted.some(check => isNamed(check, [name])))
            findings.push(missingFinding(name, counted));
    }
    for (const check of unplaced) {
        const text = `check '${check.name}' belongs to no workflow run that GitHub lists for this commit, so nobody knows what started it`;
        findings.push({ reason: 'check-unreadable', text, url: check.url });
    }
    findings.push(...facts.unreadable);
    if (findings.length === 0 && counted.length === 0 && policy.noChecks === 'refuse') {
        findings.push({ reason: 'no-checks', text: noChecksText(selection, policy) });
    }
    return { passed: passed.map(judged), failed: failed.map(judged), running: running.map(judged), findings };
}
function judged({ name, result, url }) {
    return { name, result, url };
}
function failedFinding(check) {
    if (check.result !== 'cancelled') {
        const text = `check '${check.name}' did not pass: ${check.result}${check.note === undefined ? '' : `; ${check.note}`}`;
        return { reason: 'check-failed', text, url: check.url };
    }
    // On a default branch this is nearly always `concurrency`: the next push took this one's place. Nothing is broken.
    const text = `check '${check.name}' was cancelled, most often because a newer push took its place: run it again`;
    return { reason: 'check-cancelled', text, url: check.url };
}
function runningFinding(check) {
    const text = `check '${check.name}' has not ended (${check.result}): deploy again when it has passed`;
    return { reason: 'check-running', text, url: check.url };
}
function missingFinding(name, counted) {
    const names = [...new Set(counted.map(check => check.shortName))];
    return { reason: 'check-missing', text: `required check '${name}' is not there${(0,suggestion/* suggestion */.h)(name, names)}` };
}
function noChecksText({ otherEvents, ownLeftOut }, policy) {
    const left = [
        ...otherEvents.map(event => `runs of '${event}'`),
        ...(ownLeftOut ? ['runs of the workflow that deploys'] : []),
    ];
    const beside = left.length === 0 ? '' : `; ${left.join(' and ')} do not count`;
    return `the commit has no check that counts (events: ${policy.events.join(', ')}${beside})`;
}


/***/ })

};
