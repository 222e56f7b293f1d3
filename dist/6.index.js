export const id = 6;
export const ids = [6];
export const modules = {

/***/ 5447:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LR: () => (/* binding */ badEnd),
/* harmony export */   QQ: () => (/* binding */ goodSince),
/* harmony export */   XX: () => (/* binding */ goodOnes),
/* harmony export */   nO: () => (/* binding */ oursOf),
/* harmony export */   nT: () => (/* binding */ isOpen)
/* harmony export */ });
/* harmony import */ var _task_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1703);

/** The deployments of one service, in the order given: those of other services and of other tools are none of ours. */
function oursOf(deployments, service, services) {
    return deployments.filter(({ task }) => (0,_task_js__WEBPACK_IMPORTED_MODULE_0__/* .serviceOfTask */ ._i)(task, services) === service);
}
/** When a deployment was first good: the time of its first success. Undefined when it never was. */
function goodSince({ statuses }) {
    return statuses.find(({ state }) => state === 'success')?.createdAt;
}
/** The good ones among deployments of one service, in the order given. */
function goodOnes(ours) {
    return ours.filter(deployment => goodSince(deployment) !== undefined);
}
/** The status that ended a deployment without success; undefined while it goes on, and for one that was good. */
function badEnd(deployment) {
    const last = deployment.statuses.at(-1);
    return last !== undefined && ENDS.includes(last.state) && goodSince(deployment) === undefined ? last : undefined;
}
/** Whether a deployment has neither been good nor come to another end. */
function isOpen(deployment) {
    return goodSince(deployment) === undefined && badEnd(deployment) === undefined;
}
const ENDS = ['failure', 'error', 'inactive'];


/***/ }),

/***/ 861:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   eN: () => (/* binding */ TRUNK_PAGES),
/* harmony export */   tc: () => (/* binding */ COMMITS_A_PAGE),
/* harmony export */   y4: () => (/* binding */ TrunkWalk)
/* harmony export */ });
/** Commits in one answer of GitHub, its maximum. */
const COMMITS_A_PAGE = 100;
/** Further back than this many pages nothing is deployed. */
const TRUNK_PAGES = 10;
/**
 * Follows the first parents through a branch's history, fed page by page. A page holds commits of merged side
 * branches too, and those may come before the trunk commit they belong to: they are kept until the line asks for them.
 */
class TrunkWalk {
    #wanted;
    #line = [];
    #seen = new Map();
    #next;
    #place;
    constructor(wanted) {
        this.#wanted = wanted.toLowerCase();
    }
    /** The answer, once there is one. */
    get place() {
        return this.#place;
    }
    /** The head of the branch, once a page was given: later pages are asked from it, so that a push moves nothing. */
    get head() {
        return this.#line[0]?.sha;
    }
    /** Takes one page, newest first. `last` when GitHub has no more. */
    take(page, last) {
        if (this.#place !== undefined)
            return this.#place;
        for (const commit of page)
            this.#seen.set(commit.sha.toLowerCase(), commit);
        this.#next ??= page[0]?.sha.toLowerCase();
        for (;;) {
            const commit = this.#next === undefined ? undefined : this.#seen.get(this.#next);
            if (commit === undefined)
                break;
            this.#line.push(commit);
            if (commit.sha.toLowerCase() === this.#wanted) {
                this.#place = { kind: 'found', position: this.#line.length - 1, line: [...this.#line] };
                return this.#place;
            }
            this.#next = commit.parents[0]?.toLowerCase();
            if (this.#next === undefined)
                return this.#notFound('not-on-trunk');
        }
        return last ? this.#notFound('not-on-trunk') : undefined;
    }
    /** No more pages will be read. A commit that was seen beside the line is not on it; any other may be further back. */
    giveUp() {
        return this.#place ?? this.#notFound(this.#seen.has(this.#wanted) ? 'not-on-trunk' : 'too-far-back');
    }
    #notFound(kind) {
        const place = { kind, looked: this.#line.length };
        this.#place = place;
        return place;
    }
}


/***/ }),

/***/ 8818:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ Budget)
/* harmony export */ });
/** How many operations a scan may take, and what it took. A point of GraphQL and a REST request are one operation each. */
class Budget {
    limit;
    #points = 0;
    #calls = 0;
    #requests = 0;
    #remaining = Number.POSITIVE_INFINITY;
    #resetAt = '';
    #stopped;
    constructor(limit) {
        this.limit = limit;
    }
    /** Points of GraphQL, as GitHub counted them. */
    get points() {
        return this.#points;
    }
    /** Queries that were sent. */
    get calls() {
        return this.#calls;
    }
    /** REST requests. */
    get requests() {
        return this.#requests;
    }
    get used() {
        return this.#points + this.#requests;
    }
    /** Points that GitHub has left for this hour, when an answer told. */
    get remaining() {
        return Number.isFinite(this.#remaining) ? this.#remaining : undefined;
    }
    /** Why nothing more is asked; undefined while there is something left. */
    get stopped() {
        return this.#stopped;
    }
    /** Whether a query of so many points may be sent; once one may not, none may. */
    allowsPoints(points) {
        if (points > this.#remaining) {
            const when = this.#resetAt === '' ? '' : `; there are more from ${this.#resetAt} on`;
            const text = `GitHub has ${this.#remaining} points left for this token and the next query needs ${points}${when}`;
            this.stop({ reason: 'github-rate-limited', text });
        }
        return this.#allows(points);
    }
    /** Whether a REST request may be sent; counts it when it may. */
    takeRequest() {
        if (!this.#allows(1))
            return false;
        this.#requests += 1;
        return true;
    }
    /** Counts a query by what GitHub says, or by what was expected where it did not answer. */
    spend(points, left) {
        this.#points += points;
        this.#calls += 1;
        if (left === undefined)
            return;
        this.#remaining = left.remaining;
        this.#resetAt = left.resetAt;
    }
    /** Nothing more is asked. The first reason stays. */
    stop(why) {
        this.#stopped ??= why;
    }
    #allows(operations) {
        if (this.#stopped === undefined && this.used + operations > this.limit) {
            const text = `the budget of ${this.limit} operations is used up: ${this.used} were taken (${this.#points} points and ${this.#requests} requests), the next call needs ${operations}`;
            this.stop({ reason: 'budget-used-up', text });
        }
        return this.#stopped === undefined;
    }
}


/***/ }),

/***/ 2699:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ce: () => (/* binding */ isFields),
/* harmony export */   D7: () => (/* binding */ objectIn),
/* harmony export */   Po: () => (/* binding */ numberIn),
/* harmony export */   VC: () => (/* binding */ instantIn),
/* harmony export */   n9: () => (/* binding */ pageIn),
/* harmony export */   ol: () => (/* binding */ MalformedAnswer),
/* harmony export */   r1: () => (/* binding */ textOrNone),
/* harmony export */   r7: () => (/* binding */ textIn)
/* harmony export */ });
/** An answer that is not what GitHub's schema says. */
class MalformedAnswer extends Error {
    name = 'MalformedAnswer';
    constructor(what) {
        super(`its answer has ${what}`);
    }
}
function isFields(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** The object in a field; undefined for null. */
function objectIn(fields, name) {
    const value = fields[name];
    if (value === null)
        return undefined;
    if (!isFields(value))
        throw new MalformedAnswer(`no ${name}`);
    return value;
}
function textIn(fields, name) {
    const value = fields[name];
    if (typeof value !== 'string')
        throw new MalformedAnswer(`no ${name}`);
    return value;
}
/** The text in a field; undefined for null. */
function textOrNone(fields, name) {
    return fields[name] === null ? undefined : textIn(fields, name);
}
function numberIn(fields, name) {
    const value = fields[name];
    if (typeof value !== 'number' || !Number.isSafeInteger(value))
        throw new MalformedAnswer(`no ${name}`);
    return value;
}
/** Milliseconds since the epoch. */
function instantIn(fields, name) {
    const at = Date.parse(textIn(fields, name));
    if (Number.isNaN(at))
        throw new MalformedAnswer(`no time in ${name}`);
    return at;
}
/** The page in a field; undefined for null, which is what a field that failed holds. */
function pageIn(fields, name) {
    const connection = objectIn(fields, name);
    if (connection === undefined)
        return undefined;
    const { nodes } = connection;
    const info = objectIn(connection, 'pageInfo');
    if (!Array.isArray(nodes) || info === undefined)
        throw new MalformedAnswer(`no page of ${name}`);
    const shown = nodes.filter(isFields);
    const next = info.hasNextPage === true ? textIn(info, 'endCursor') : undefined;
    return { nodes: shown, hidden: nodes.length - shown.length, next };
}


/***/ }),

/***/ 6962:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ send)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2699);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(222);



/**
 * Sends one query, if the budget has its cost. Throws a `UserError` for what smaller queries would not mend:
 * `github-token-invalid`, `github-forbidden`, `github-not-found`, `github-rejected`.
 */
async function send(door, query) {
    const { github, budget } = door;
    if (!budget.allowsPoints(query.points))
        return stopped(budget);
    const octokit = await github.octokit();
    let data;
    let errors = [];
    try {
        data = await octokit.graphql(query.text, { ...query.variables });
    }
    catch (thrown) {
        if (thrown instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y)
            return broken(budget, query, thrown);
        const answer = partialAnswer(thrown);
        if (answer === undefined)
            throw thrown;
        data = answer.data;
        errors = (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .readErrors */ .MA)(answer.errors);
    }
    const limit = (0,_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .isFields */ .Ce)(data) && (0,_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .isFields */ .Ce)(data.rateLimit) ? data.rateLimit : {};
    const { cost, remaining, resetAt } = limit;
    const points = typeof cost === 'number' ? cost : query.points;
    const left = typeof remaining === 'number' ? { remaining, resetAt: typeof resetAt === 'string' ? resetAt : '' } : undefined;
    budget.spend(points, left);
    const limited = errors.find(error => error.path.length === 0 && (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isRateLimit */ .a5)(error));
    if (limited !== undefined) {
        const text = `GitHub's rate limit is used up half-way (${limited.message}): run again later, or less often`;
        budget.stop({ reason: 'github-rate-limited', text });
        return stopped(budget);
    }
    if ((0,_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .isFields */ .Ce)(data) && errors.every(error => error.path.length > 0))
        return { kind: 'answered', data, errors };
    const said = errors.map(error => error.message).join('; ') || 'its answer has no data';
    return { kind: 'broke', finding: { reason: 'github-unreachable', text: `GitHub failed to answer a query (${said})` } };
}
function broken(budget, { points }, thrown) {
    const finding = { reason: thrown.reason, text: thrown.message };
    if (thrown.reason === 'github-rate-limited') {
        budget.stop(finding);
        return stopped(budget);
    }
    if (thrown.reason !== 'github-unreachable')
        throw thrown;
    // What GitHub gave up on costs points all the same.
    budget.spend(points);
    return { kind: 'broke', finding };
}
function stopped({ stopped: finding }) {
    if (finding === undefined)
        throw new Error('the budget stopped without a reason');
    return { kind: 'stopped', finding };
}
/** The library throws an answer that has errors, with the data that came beside them. */
function partialAnswer(thrown) {
    if (!(thrown instanceof Error) || thrown.name !== 'GraphqlResponseError')
        return undefined;
    return thrown;
}


/***/ }),

/***/ 222:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MA: () => (/* binding */ readErrors),
/* harmony export */   Xw: () => (/* binding */ findingOfError),
/* harmony export */   a5: () => (/* binding */ isRateLimit),
/* harmony export */   dJ: () => (/* binding */ isLasting)
/* harmony export */ });
/* harmony import */ var _domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7551);
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2699);


/** Errors that the same question would get again. */
const LASTING = ['NOT_FOUND', 'FORBIDDEN', 'INSUFFICIENT_SCOPES', 'UNPROCESSABLE'];
const REFUSALS = ['FORBIDDEN', 'INSUFFICIENT_SCOPES'];
/** The permission that each field needs; the deepest of a path decides. */
const PERMISSIONS = {
    defaultBranchRef: 'contents: read',
    policy: 'contents: read',
    object: 'contents: read',
    history: 'contents: read',
    associatedPullRequests: 'pull-requests: read',
    contexts: 'checks: read, statuses: read',
    statusCheckRollup: 'checks: read, statuses: read',
    checkSuite: 'checks: read',
    checkSuites: 'checks: read',
    workflowRun: 'actions: read',
    statuses: 'deployments: read',
};
/** Environments are asked for under aliases of their own. */
const ENVIRONMENT_ALIAS = /^e\d+$/;
function readErrors(value) {
    if (!Array.isArray(value))
        return [];
    return value.filter(_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .isFields */ .Ce).map(({ type, message, path }) => ({
        type: typeof type === 'string' ? type : '',
        message: typeof message === 'string' ? (0,_domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(message) : '',
        path: Array.isArray(path) ? path.filter(step => typeof step === 'string' || typeof step === 'number') : [],
    }));
}
function isLasting({ type }) {
    return LASTING.includes(type);
}
/** Whether the hour's points were used up: told with the status of success. */
function isRateLimit({ type, message }) {
    return type === 'RATE_LIMITED' || type === 'RATE_LIMIT' || /rate limit/i.test(message);
}
/** What an error means for whoever asked about a repository. */
function findingOfError(error, repository, doing) {
    const said = [error.type, error.message].filter(part => part !== '').join(' ');
    const start = `GitHub did not ${doing} of ${repository} (${said})`;
    if (error.type === 'NOT_FOUND') {
        const text = `${start}: it was deleted or renamed, or the token may not see it`;
        return { reason: 'github-not-found', text, where: repository };
    }
    if (REFUSALS.includes(error.type)) {
        const permission = permissionOf(error.path);
        const words = permission === '' ? 'check its permissions' : `give it '${permission}'`;
        return { reason: 'github-forbidden', text: `${start}: the token may not; ${words}`, where: repository };
    }
    return { reason: 'github-unreachable', text: `${start}: run again`, where: repository };
}
function permissionOf(path) {
    for (const step of path.toReversed()) {
        if (typeof step !== 'string')
            continue;
        const permission = PERMISSIONS[step];
        if (permission !== undefined)
            return permission;
        if (ENVIRONMENT_ALIAS.test(step))
            return 'deployments: read';
    }
    return '';
}


/***/ }),

/***/ 1159:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ askParts)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2699);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6962);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(222);
/* harmony import */ var _query_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3417);





/** A part that fails alone is asked again after these milliseconds. */
const PAUSES = [1000, 3000];
/** So many parts failing alone one after the other mean that GitHub is down. */
const DOWN_AFTER = 3;
/**
 * Asks all parts in as few queries as the question allows. A query that GitHub breaks over is halved; a part that fails
 * alone is tried again, then given up, and the others go on.
 */
async function askParts(door, question, parts) {
    const answers = new Map();
    const give = (batch, answer) => {
        for (const part of batch.parts)
            if (!answers.has(part))
                answers.set(part, answer);
    };
    let queue = packed(parts, question);
    let givenUp = 0;
    for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
        const answer = await (0,_client_js__WEBPACK_IMPORTED_MODULE_2__/* .send */ .t)(door, (0,_query_js__WEBPACK_IMPORTED_MODULE_4__/* .composeQuery */ .tO)(question, batch.parts));
        if (answer.kind === 'stopped') {
            for (const one of [batch, ...queue])
                give(one, { kind: 'left-out', finding: answer.finding });
            break;
        }
        if (answer.kind === 'answered') {
            givenUp = 0;
            for (const [index, part] of batch.parts.entries()) {
                const again = takeAnswer(part, index, answer, { question, lastTry: batch.tries > 0 });
                if (again === undefined)
                    queue.push({ parts: [part], tries: 1 });
                else
                    answers.set(part, again);
            }
            continue;
        }
        if (batch.parts.length > 1) {
            const size = Math.ceil(batch.parts.length / 2);
            door.logger.info(`${answer.finding.text}; asking in parts of ${size}`);
            queue = [batch, ...queue].flatMap(one => cut(one, size));
            continue;
        }
        const pause = PAUSES[batch.tries];
        if (pause !== undefined) {
            await door.clock.sleep(pause);
            queue.unshift({ ...batch, tries: batch.tries + 1 });
            continue;
        }
        givenUp += 1;
        const [part] = batch.parts;
        give(batch, { kind: 'failed', finding: { ...answer.finding, where: part?.repository ?? '' } });
        if (givenUp < DOWN_AFTER)
            continue;
        for (const one of queue)
            give(one, { kind: 'failed', finding: answer.finding });
        break;
    }
    return answers;
}
/** What an answer says about a part; undefined when it is worth asking again. */
function takeAnswer(part, index, answer, { question, lastTry }) {
    const alias = (0,_query_js__WEBPACK_IMPORTED_MODULE_4__/* .aliasOf */ .O5)(index);
    const errors = answer.errors
        .filter(error => error.path[0] === alias)
        .map(error => ({ ...error, path: error.path.slice(1) }));
    if (!lastTry && errors.some(error => !(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isLasting */ .dJ)(error)))
        return undefined;
    const data = answer.data[alias];
    const [first] = errors;
    if (!(0,_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .isFields */ .Ce)(data)) {
        const error = first ?? { type: '', message: 'its answer leaves the repository out', path: [] };
        return { kind: 'failed', finding: (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .findingOfError */ .Xw)(error, part.repository, question.doing) };
    }
    try {
        return { kind: 'read', value: part.read(data, errors) };
    }
    catch (thrown) {
        if (thrown instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y) {
            return { kind: 'failed', finding: { reason: thrown.reason, text: thrown.message, where: part.repository } };
        }
        if (!(thrown instanceof _answer_js__WEBPACK_IMPORTED_MODULE_1__/* .MalformedAnswer */ .ol))
            throw thrown;
        const error = first ?? { type: '', message: thrown.message, path: [] };
        return { kind: 'failed', finding: (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .findingOfError */ .Xw)(error, part.repository, question.doing) };
    }
}
function packed(parts, { most, requests }) {
    const batches = [];
    for (const part of parts) {
        const last = batches.at(-1);
        if (last !== undefined && last.parts.length < most && last.requests + part.requests <= requests) {
            last.parts.push(part);
            last.requests += part.requests;
        }
        else {
            batches.push({ parts: [part], tries: 0, requests: part.requests });
        }
    }
    return batches;
}
function cut({ parts, tries }, size) {
    if (parts.length <= size)
        return [{ parts, tries }];
    return Array.from({ length: Math.ceil(parts.length / size) }, (_, index) => ({
        parts: parts.slice(index * size, (index + 1) * size),
        tries,
    }));
}


/***/ }),

/***/ 3417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O5: () => (/* binding */ aliasOf),
/* harmony export */   tO: () => (/* binding */ composeQuery)
/* harmony export */ });
/* unused harmony export pointsOf */
/** A hundred requests are a point, rounded; no call costs less than one. */
function pointsOf(requests) {
    return Math.max(1, Math.round(requests / 100));
}
/** The alias of a query's part. */
function aliasOf(index) {
    return `p${index}`;
}
/** Puts parts together into one query that also asks what it cost. */
function composeQuery({ name, fragments }, parts) {
    const declared = [];
    const variables = {};
    const declare = (type, value) => {
        const variable = `v${declared.length}`;
        declared.push(`$${variable}: ${type}`);
        variables[variable] = value;
        return `$${variable}`;
    };
    const fields = parts.map((part, index) => `${aliasOf(index)}: ${part.write(declare)}`);
    const head = declared.length === 0 ? `query ${name}` : `query ${name}(${declared.join(', ')})`;
    const cost = 'rateLimit { cost limit remaining resetAt }';
    const text = [`${head} {`, cost, ...fields, '}', ...fragments].join('\n');
    const requests = parts.reduce((sum, part) => sum + part.requests, 0);
    return { text, variables, points: pointsOf(requests) };
}


/***/ }),

/***/ 5324:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $i: () => (/* binding */ DEPLOYMENTS),
/* harmony export */   AE: () => (/* binding */ deploymentsPart),
/* harmony export */   PX: () => (/* binding */ deploymentFacts)
/* harmony export */ });
/* harmony import */ var _text_canonical_name_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4097);
/* harmony import */ var _graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2699);
/* harmony import */ var _draft_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7618);
/* harmony import */ var _statuses_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5855);




/** The question for deployments, newest first: GitHub's own order is oldest first. */
const DEPLOYMENTS = {
    name: 'Deployments',
    doing: 'list the deployments',
    most: 10,
    requests: 349,
    fragments: [
        `fragment deployments on DeploymentConnection {
  nodes {
    id
    databaseId
    commitOid
    task
    state
    createdAt
    latestEnvironment
    creator { login }
    latestStatus { id }
    statuses(first: 100) { ...statuses }
  }
  pageInfo { hasNextPage endCursor }
}`,
        _statuses_js__WEBPACK_IMPORTED_MODULE_1__/* .STATUSES_FRAGMENT */ .Wm,
    ],
};
/** Asks for a page of `first` deployments of some environments of a repository. */
function deploymentsPart(repository, environments, first) {
    const { owner, repo } = (0,_draft_js__WEBPACK_IMPORTED_MODULE_2__/* .ownerAndName */ .u)(repository);
    return {
        repository,
        requests: environments.length * (1 + first),
        write: declare => {
            const where = `owner: ${declare('String!', owner)}, name: ${declare('String!', repo)}`;
            const size = declare('Int!', first);
            const fields = environments.map(({ environment, after }, index) => {
                const names = declare('[String!]', [environment]);
                const from = declare('String', after ?? null);
                const order = 'orderBy: { field: CREATED_AT, direction: DESC }';
                return `e${index}: deployments(environments: ${names}, first: ${size}, after: ${from}, ${order}) { ...deployments }`;
            });
            return `repository(${where}) { ${fields.join('\n')} }`;
        },
        read: data => new Map(environments.map(({ environment }, index) => [environment, pageOf(data, `e${index}`)])),
    };
}
function pageOf(data, alias) {
    const page = (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .pageIn */ .n9)(data, alias);
    if (page === undefined || page.hidden > 0)
        throw new _graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .MalformedAnswer */ .ol('deployments that it does not show');
    const listed = page.nodes.map(fields => {
        const statuses = (0,_statuses_js__WEBPACK_IMPORTED_MODULE_1__/* .statusPage */ .wr)(fields);
        return { fields, nodes: [...statuses.nodes], next: statuses.next };
    });
    return { listed, next: page.next };
}
/** The deployment's facts; undefined when it went to another environment meanwhile. */
function deploymentFacts({ fields, nodes }, environment) {
    const name = (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .textOrNone */ .r1)(fields, 'latestEnvironment') ?? environment;
    if ((0,_text_canonical_name_js__WEBPACK_IMPORTED_MODULE_3__/* .canonicalName */ .E)(name) !== (0,_text_canonical_name_js__WEBPACK_IMPORTED_MODULE_3__/* .canonicalName */ .E)(environment))
        return undefined;
    const state = (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .textOrNone */ .r1)(fields, 'state')?.toLowerCase() ?? 'pending';
    if (!isState(state))
        throw new _graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .MalformedAnswer */ .ol(`an unknown state of a deployment, '${state}'`);
    const creator = (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .objectIn */ .D7)(fields, 'creator');
    return {
        id: (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .numberIn */ .Po)(fields, 'databaseId'),
        sha: (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .textIn */ .r7)(fields, 'commitOid').toLowerCase(),
        task: (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .textOrNone */ .r1)(fields, 'task') ?? '',
        environment: name,
        state,
        createdAt: (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .instantIn */ .VC)(fields, 'createdAt'),
        creator: creator === undefined ? '' : (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .textIn */ .r7)(creator, 'login'),
        statuses: (0,_statuses_js__WEBPACK_IMPORTED_MODULE_1__/* .statusesInOrder */ .cp)(nodes, fields),
        runWaits: undefined,
    };
}
const STATES = [
    'abandoned',
    'active',
    'destroyed',
    'error',
    'failure',
    'inactive',
    'in_progress',
    'pending',
    'queued',
    'success',
    'waiting',
];
function isState(state) {
    return STATES.includes(state);
}


/***/ }),

/***/ 7618:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ valueFor),
/* harmony export */   u: () => (/* binding */ ownerAndName)
/* harmony export */ });
/** The value of an answer; without one the repository has a problem from now on. */
function valueFor(draft, answer) {
    if (answer === undefined)
        throw new Error(`${draft.head.repository} was not asked about`);
    if (answer.kind === 'read')
        return answer.value;
    draft.problem ??= answer;
    return undefined;
}
/** Owner and name of `owner/name`. */
function ownerAndName(repository) {
    const [owner = '', repo = ''] = repository.split('/');
    return { owner, repo };
}


/***/ }),

/***/ 123:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ FirstParents)
/* harmony export */ });
/**
 * The first-parent line of a branch, fed with pages of its history. Those hold commits of merged side branches too,
 * which may come before the commit of the line they belong to: they are kept until the line asks for them.
 */
class FirstParents {
    line = [];
    #seen = new Map();
    #next;
    /** `head`: full SHA of the branch's head. */
    constructor(head) {
        this.#next = head;
    }
    /** Whether the line has come to the first commit of the branch. */
    get ended() {
        return this.#next === undefined;
    }
    /** Takes one page, newest first. */
    take(page) {
        for (const commit of page)
            this.#seen.set(commit.sha, commit);
        for (;;) {
            const commit = this.#next === undefined ? undefined : this.#seen.get(this.#next);
            if (commit === undefined)
                return;
            this.line.push(commit);
            this.#next = commit.parents[0];
        }
    }
    /** Where a commit stands; 0 is the head, -1 not (yet) on the line. */
    positionOf(sha) {
        return this.line.findIndex(commit => commit.sha === sha);
    }
}


/***/ }),

/***/ 8905:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ HISTORY),
/* harmony export */   q: () => (/* binding */ historyPart)
/* harmony export */ });
/* harmony import */ var _domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7551);
/* harmony import */ var _graphql_answer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2699);
/* harmony import */ var _draft_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7618);



/** The question for a branch's history. Parents are a list for each commit, so small pages cost less. */
const HISTORY = {
    name: 'Line',
    doing: 'list the commits of the default branch',
    most: 10,
    requests: 349,
    fragments: [
        `fragment line on CommitHistoryConnection {
  nodes {
    oid
    message
    author { name user { login } }
    parents(first: 1) { nodes { oid } }
  }
  pageInfo { hasNextPage endCursor }
}`,
    ],
};
/** Asks for `first` commits from a commit on: never from a branch, since a push meanwhile would move every page. */
function historyPart(repository, { head, after, first }) {
    const { owner, repo } = (0,_draft_js__WEBPACK_IMPORTED_MODULE_2__/* .ownerAndName */ .u)(repository);
    return {
        repository,
        requests: 1 + first,
        write: declare => {
            const where = `owner: ${declare('String!', owner)}, name: ${declare('String!', repo)}`;
            const page = `first: ${declare('Int!', first)}, after: ${declare('String', after ?? null)}`;
            const commit = `object(oid: ${declare('GitObjectID!', head)})`;
            return `repository(${where}) { ${commit} { ... on Commit { history(${page}) { ...line } } } }`;
        },
        read: data => {
            const commit = (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .objectIn */ .D7)(data, 'object');
            const page = commit === undefined ? undefined : (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .pageIn */ .n9)(commit, 'history');
            if (page === undefined || page.hidden > 0)
                throw new _graphql_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .MalformedAnswer */ .ol(`no history of ${head}`);
            return { commits: page.nodes.map(commitFacts), next: page.next };
        },
    };
}
function commitFacts(node) {
    const message = (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .textIn */ .r7)(node, 'message');
    const author = (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .objectIn */ .D7)(node, 'author');
    const user = author === undefined ? undefined : (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .objectIn */ .D7)(author, 'user');
    const login = user === undefined ? undefined : (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .textIn */ .r7)(user, 'login');
    const name = author === undefined ? undefined : (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .textOrNone */ .r1)(author, 'name');
    const parents = (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .objectIn */ .D7)(node, 'parents')?.nodes;
    if (!Array.isArray(parents))
        throw new _graphql_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .MalformedAnswer */ .ol('no parents of a commit');
    return {
        sha: (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .textIn */ .r7)(node, 'oid').toLowerCase(),
        parents: parents.map(parent => (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .textIn */ .r7)(parent, 'oid').toLowerCase()),
        title: (0,_domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(message.split('\n', 1)[0] ?? ''),
        author: login ?? name ?? '',
        message,
        login,
        pullRequest: undefined,
        merged: undefined,
        checks: undefined,
        changedPaths: undefined,
    };
}


/***/ }),

/***/ 5855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QM: () => (/* binding */ statusesPart),
/* harmony export */   Wm: () => (/* binding */ STATUSES_FRAGMENT),
/* harmony export */   cp: () => (/* binding */ statusesInOrder),
/* harmony export */   f: () => (/* binding */ STATUSES),
/* harmony export */   wr: () => (/* binding */ statusPage)
/* harmony export */ });
/* harmony import */ var _graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2699);

/** The fields of a deployment's statuses, a hundred of them. */
const STATUSES_FRAGMENT = `fragment statuses on DeploymentStatusConnection {
  nodes { id state createdAt description logUrl }
  pageInfo { hasNextPage endCursor }
}`;
/** The question for statuses of deployments that have more than one page of them. */
const STATUSES = {
    name: 'Statuses',
    doing: 'list the statuses of a deployment',
    most: 50,
    requests: 50,
    fragments: [STATUSES_FRAGMENT],
};
const STATES = [
    'error',
    'failure',
    'inactive',
    'in_progress',
    'pending',
    'queued',
    'success',
    'waiting',
];
/** A further page of the statuses of a deployment, by its node id. */
function statusesPart(repository, id, after) {
    return {
        repository,
        requests: 1,
        write: declare => `node(id: ${declare('ID!', id)}) { ... on Deployment { statuses(first: 100, after: ${declare('String', after)}) { ...statuses } } }`,
        read: data => statusPage(data),
    };
}
/** The statuses in a deployment's fields. */
function statusPage(deployment) {
    const page = (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .pageIn */ .n9)(deployment, 'statuses');
    if (page === undefined || page.hidden > 0)
        throw new _graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .MalformedAnswer */ .ol('no statuses');
    return page;
}
/**
 * Statuses, oldest first. GitHub does not say in which order it lists them, and its times are whole seconds; it does say
 * which is the latest.
 */
function statusesInOrder(nodes, deployment) {
    const latest = (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .objectIn */ .D7)(deployment, 'latestStatus');
    const newestFirst = latest !== undefined && nodes[0]?.id === latest.id;
    const listed = newestFirst ? nodes.toReversed() : nodes;
    return listed.map(statusFacts).sort((one, other) => one.createdAt - other.createdAt);
}
function statusFacts(node) {
    const state = (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .textIn */ .r7)(node, 'state').toLowerCase();
    if (!isState(state))
        throw new _graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .MalformedAnswer */ .ol(`an unknown state of a status, '${state}'`);
    return {
        state,
        createdAt: (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .instantIn */ .VC)(node, 'createdAt'),
        description: (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .textOrNone */ .r1)(node, 'description') ?? '',
        logUrl: (0,_graphql_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .textOrNone */ .r1)(node, 'logUrl') ?? '',
    };
}
function isState(state) {
    return STATES.includes(state);
}


/***/ }),

/***/ 6856:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $d: () => (/* binding */ sizeOf),
/* harmony export */   _O: () => (/* binding */ context),
/* harmony export */   uW: () => (/* binding */ section),
/* harmony export */   wx: () => (/* binding */ header)
/* harmony export */ });
/* unused harmony exports fields, divider */
/* harmony import */ var _domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7551);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9182);


/** A headline, from plain text; what is too long is cut. */
function header(text) {
    const shown = (0,_domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)((0,_domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text), _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .SLACK_LIMITS */ .u.headerText, units);
    return { type: 'header', text: { type: 'plain_text', text: shown, emoji: false } };
}
/** A paragraph. `text` is mrkdwn within Slack's limit: it cannot be cut without breaking its markup. */
function section(text) {
    return { type: 'section', text: mrkdwn(text, _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .SLACK_LIMITS */ .u.sectionText) };
}
/** Short texts side by side, two in a row; at most 10. */
function fields(texts) {
    if (texts.length > SLACK_LIMITS.fields)
        throw new Error(`${texts.length} fields in a Slack section`);
    return { type: 'section', fields: texts.map(text => mrkdwn(text, SLACK_LIMITS.fieldText)) };
}
/** Small print; at most 10 texts. */
function context(...texts) {
    if (texts.length > _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .SLACK_LIMITS */ .u.contextElements)
        throw new Error(`${texts.length} elements in a Slack context`);
    return { type: 'context', elements: texts.map(text => mrkdwn(text, _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .SLACK_LIMITS */ .u.sectionText)) };
}
function divider() {
    return { type: 'divider' };
}
/** What blocks count towards Slack's limit for a whole message. */
function sizeOf(blocks) {
    return blocks.reduce((sum, block) => sum + _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .SLACK_LIMITS */ .u.perBlock + textSize(block), 0);
}
function textSize(block) {
    switch (block.type) {
        case 'header':
            return block.text.text.length;
        case 'section':
            return 'fields' in block ? total(block.fields) : block.text.text.length;
        case 'context':
            return total(block.elements);
        case 'divider':
            return 0;
    }
}
function total(texts) {
    return texts.reduce((sum, { text }) => sum + text.length, 0);
}
/** Texts come from our own code, built from parts that were shortened: one that does not fit is a bug of ours. */
function mrkdwn(text, limit) {
    if (text === '' || text.length > limit)
        throw new Error(`a Slack text of ${text.length} characters; 1 to ${limit} fit`);
    return { type: 'mrkdwn', text, verbatim: true };
}
function units(text) {
    return text.length;
}


/***/ }),

/***/ 1676:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ layOut)
/* harmony export */ });
/* harmony import */ var _blocks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6856);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9182);


/**
 * The blocks of a message that Slack takes whatever its length. Blocks are all kept; lines get what is left, each list in
 * turn one line more, so that no list crowds out another. When there are more lists than fit, the last ones are left out and
 * `rest` says how many.
 */
function layOut(parts, rest) {
    const lists = parts.filter(isLines).length;
    for (let kept = lists; kept >= 0; kept -= 1) {
        const found = fill(parts, kept, rest);
        if (found !== undefined)
            return found;
    }
    throw new Error('the fixed blocks of a Slack message are too long');
}
/** The message with the first `kept` lists; undefined when these do not even fit with all their lines left out. */
function fill(parts, kept, rest) {
    const shares = parts.filter(isLines).map((lines) => ({ lines, shown: 0, open: true }));
    const dropped = shares.splice(kept).length;
    const blocks = () => {
        const left = shares[Symbol.iterator]();
        const laid = parts.flatMap(part => (isLines(part) ? sections(left.next().value) : [part]));
        return dropped === 0 ? laid : [...laid, (0,_blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .context */ ._O)(rest(dropped))];
    };
    if (!fits(blocks()))
        return undefined;
    while (shares.some(({ open }) => open)) {
        for (const share of shares) {
            if (!share.open)
                continue;
            share.shown += 1;
            share.open = share.shown <= share.lines.lines.length && fits(blocks());
            if (!share.open)
                share.shown -= 1;
        }
    }
    return blocks();
}
function fits(blocks) {
    return blocks.length <= _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .SLACK_LIMITS */ .u.blocks && (0,_blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .sizeOf */ .$d)(blocks) <= _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .SLACK_LIMITS */ .u.message;
}
/** One list in as few paragraphs as it needs. A line that fits into no paragraph is counted among those left out. */
function sections(share) {
    if (share === undefined)
        return [];
    const { title, lines, more } = share.lines;
    const shown = lines.slice(0, share.shown).filter(line => line.length <= _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .SLACK_LIMITS */ .u.sectionText);
    const left = lines.length - shown.length;
    const all = [...(title === undefined ? [] : [title]), ...shown, ...(left === 0 ? [] : [more(left)])];
    const paragraphs = [];
    for (const line of all) {
        const last = paragraphs.at(-1);
        const joined = last === undefined ? line : `${last}\n${line}`;
        if (last === undefined || joined.length > _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .SLACK_LIMITS */ .u.sectionText)
            paragraphs.push(line);
        else
            paragraphs[paragraphs.length - 1] = joined;
    }
    return paragraphs.map(_blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .section */ .uW);
}
function isLines(part) {
    return 'lines' in part;
}


/***/ }),

/***/ 9182:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ SLACK_LIMITS)
/* harmony export */ });
/**
 * What Slack takes; we stay below. docs/slack-double.md has the sources, and says which of these Slack does not publish.
 * Texts are measured in UTF-16 units, which are never fewer than characters.
 */
const SLACK_LIMITS = {
    blocks: 50,
    sectionText: 3000,
    headerText: 150,
    fields: 10,
    fieldText: 2000,
    contextElements: 10,
    /** All texts of all blocks, each block counted with `perBlock`: measured by others, not published. */
    message: 12_500,
    perBlock: 125,
    /** The text beside the blocks; an edit may have 4,000 bytes. */
    text: 1000,
    /** Bytes of JSON; not published. */
    metadata: 4000,
};


/***/ }),

/***/ 647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BW: () => (/* binding */ toWire),
/* harmony export */   YN: () => (/* binding */ metadataFits),
/* harmony export */   Zn: () => (/* binding */ postIdOf),
/* harmony export */   kn: () => (/* binding */ fromWire)
/* harmony export */ });
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9182);

/** What every message of ours carries, so that one whose reply was lost can be told from any other. */
const POST_ID = 'post_id';
/** `postId`: unlike that of any other message; left out for edits. */
function toWire(metadata, postId) {
    const payload = {};
    for (const [name, value] of Object.entries(metadata.payload))
        payload[name] = mutable(value);
    if (postId !== undefined)
        payload[POST_ID] = postId;
    return { event_type: metadata.eventType, event_payload: payload };
}
function postIdOf(metadata) {
    return metadata?.event_payload?.[POST_ID];
}
/** Reads what Slack gave back: what was not written by us may be of any form. */
function fromWire(metadata) {
    const payload = Object.fromEntries(Object.entries(metadata.event_payload ?? {}).filter(([name]) => name !== POST_ID));
    return { eventType: metadata.event_type ?? '', payload };
}
/** Whether Slack would take it; 60 bytes are left for what a post adds. */
function metadataFits(metadata) {
    return Buffer.byteLength(JSON.stringify(toWire(metadata))) <= _limits_js__WEBPACK_IMPORTED_MODULE_0__/* .SLACK_LIMITS */ .u.metadata - 60;
}
function mutable(value) {
    if (typeof value !== 'object')
        return value;
    return Array.isArray(value) ? value.map((one) => ({ ...one })) : { ...value };
}


/***/ }),

/***/ 5115:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cr: () => (/* binding */ bold),
/* harmony export */   G5: () => (/* binding */ command),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   lE: () => (/* binding */ mention),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   vI: () => (/* binding */ shortened)
/* harmony export */ });
/* unused harmony export escaped */
/* harmony import */ var _domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7551);

/**
 * Slack's markup, from texts of others: commit titles, names, causes. None may ring for anybody, link anywhere, or change
 * how the rest of the line looks. https://docs.slack.dev/messaging/formatting-message-text
 */
function escaped(text) {
    return entities(withoutMarks((0,_domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text)));
}
/** The same, with at most `limit` of its own characters. */
function shortened(text, limit) {
    return escaped((0,_domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)((0,_domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text), limit));
}
/** `label` is plain text. An address that is not http(s) is left out, the label stays. */
function link(address, label) {
    const shown = escaped(label).replaceAll('|', '¦');
    if (!URL.canParse(address))
        return shown;
    const url = new URL(address);
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
        return shown;
    const target = url.href.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('&', '&amp;');
    return shown === '' ? `<${target}>` : `<${target}|${shown}>`;
}
/** Names a person, who is rung when this is posted. `user`: the member ID, `U0123ABCD`. */
function mention(user) {
    if (!/^[UW][A-Z0-9]{2,}$/.test(user))
        throw new Error(`not a Slack member ID: ${user}`);
    return `<@${user}>`;
}
/** `text` is mrkdwn without `*`. */
function bold(text) {
    return text === '' ? '' : `*${text}*`;
}
/** A short text in a fixed-width font: a commit, a name. */
function code(text) {
    const shown = entities((0,_domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text).replaceAll('`', 'ˋ'));
    return shown === '' ? '' : `\`${shown}\``;
}
/** A command to copy, alone on its lines. It comes out as it went in, but for backticks, which it may not have. */
function command(text) {
    if (text.includes('`'))
        throw new Error(`a command with a backtick cannot be shown: ${text}`);
    return `\`\`\`${entities(text)}\`\`\``;
}
function entities(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
/** Slack has no escape for the marks of bold, struck, code and italics: each becomes a letter that looks like it. */
function withoutMarks(text) {
    return text
        .replaceAll('*', '∗')
        .replaceAll('~', '∼')
        .replaceAll('`', 'ˋ')
        .replaceAll(/(?<![\p{L}\p{N}_])_|_(?![\p{L}\p{N}_])/gu, 'ˍ');
}


/***/ })

};
