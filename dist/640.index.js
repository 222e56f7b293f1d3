export const id = 640;
export const ids = [640];
export const modules = {

/***/ 3690:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ ENDING_TITLES)
/* harmony export */ });
/** How an ending is announced, in summaries and messages. */
const ENDING_TITLES = {
    success: '✅ Deployed',
    refused: '⛔ Refused',
    failed: '❌ Failed',
    superseded: '⏭️ Superseded',
    cancelled: '✋ Cancelled',
    error: '🛠️ Error',
};


/***/ }),

/***/ 9257:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ liveWorkloads)
/* harmony export */ });
/** What is live after a deployment that did not end well, as far as it was followed. */
function liveWorkloads({ rollout }) {
    return (rollout?.workloads ?? []).map(({ object, desired, updated, available }) => {
        const old = Math.max(0, available - updated);
        const serving = available === 0 ? 'no pod serves' : `${available} of ${desired} pods serve`;
        return { object, serves: available > 0, text: `${serving}${old > 0 ? ', the old version among them' : ''}` };
    });
}


/***/ }),

/***/ 8821:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Re: () => (/* binding */ personOf),
/* harmony export */   br: () => (/* binding */ deploymentMessage)
/* harmony export */ });
/* unused harmony export DEPLOYMENT_EVENT */
/* harmony import */ var _slack_blocks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6856);
/* harmony import */ var _slack_layout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1676);
/* harmony import */ var _slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5115);
/* harmony import */ var _train_sha_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2540);
/* harmony import */ var _ending_titles_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3690);





/** By this the messages about deployments are known from others of the same app. */
const DEPLOYMENT_EVENT = 'commit_train_deployment';
/** Characters of a text of somebody else's, each of which may become five: a title is mostly shorter than 72. */
const TITLE = 150;
const CAUSE = 500;
/** Of the text beside the blocks, which notifications show. */
const NOTE = 300;
/** The one message about a deployment, as it stands. */
function deploymentMessage(facts, progress) {
    const { service, environment, deploymentId, repository, commit } = facts;
    const where = `${service} → ${environment}`;
    const head = progress.kind === 'ended' ? _ending_titles_js__WEBPACK_IMPORTED_MODULE_3__/* .ENDING_TITLES */ .u[progress.outcome] : '🚀 Deploying';
    const parts = [
        (0,_slack_blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .header */ .wx)(`${head}: ${where}`),
        (0,_slack_blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .section */ .uW)(`${commitLine(facts)}\n${askedFor(facts)}`),
        ...progressParts(progress),
        ...trainPart(facts),
        (0,_slack_blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .context */ ._O)(linksOf(facts)),
    ];
    return {
        text: `${(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .shortened */ .vI)(where, NOTE / 3)}: ${(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .shortened */ .vI)(progress.text, NOTE)}`,
        blocks: (0,_slack_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .layOut */ .v)(parts, left => `${left} parts did not fit`),
        metadata: {
            eventType: DEPLOYMENT_EVENT,
            payload: {
                repository,
                service,
                environment,
                deployment: deploymentId,
                commit,
                outcome: progress.kind === 'ended' ? progress.outcome : '',
            },
        },
    };
}
function commitLine({ page, commit, title, author }) {
    const sha = (0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .link */ .nf)(`${page}/commit/${commit}`, (0,_train_sha_js__WEBPACK_IMPORTED_MODULE_4__/* .shortSha */ .F)(commit));
    if (title === undefined)
        return sha;
    return `${sha} ${(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .bold */ .Cr)((0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .shortened */ .vI)(title, TITLE))}${author ? ` by ${(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .shortened */ .vI)(author, TITLE)}` : ''}`;
}
/** The person who asked, rung where Slack knows them. */
function personOf({ requester: { login, member } }) {
    if (member !== undefined)
        return (0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .mention */ .lE)(member);
    return login === '' ? 'somebody' : (0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .shortened */ .vI)(login, TITLE);
}
function askedFor(facts) {
    return `Asked for by ${personOf(facts)}${trainWords(facts)}`;
}
function trainWords({ train }) {
    switch (train?.kind) {
        case undefined:
            return '';
        case 'first':
            return ' · the first deployment here';
        case 'again':
            return ' · this commit is live already';
        case 'back':
            return ` · ${(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .bold */ .Cr)('rollback')} from ${(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)((0,_train_sha_js__WEBPACK_IMPORTED_MODULE_4__/* .shortSha */ .F)(train.live))}, which takes out ${count(train.commits.length)}`;
        case 'forward':
            return ` · a train of ${train.more ? 'more than ' : ''}${count(train.commits.length)} since ${(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)((0,_train_sha_js__WEBPACK_IMPORTED_MODULE_4__/* .shortSha */ .F)(train.live))}`;
    }
}
function progressParts(progress) {
    const text = (0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .shortened */ .vI)(progress.text, CAUSE);
    if (progress.kind === 'under-way')
        return [(0,_slack_blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .section */ .uW)(text)];
    const lines = progress.live.map(line => (0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .shortened */ .vI)(line, CAUSE));
    return [(0,_slack_blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .section */ .uW)((0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .bold */ .Cr)(text)), { lines, more: left => `and ${left} more, in the log` }];
}
/** The commits on the train, or taken out; nothing for a train of one, which stands above already. */
function trainPart({ train, page, commit }) {
    if (train === undefined || train.kind === 'first' || train.kind === 'again')
        return [];
    if (train.kind === 'forward' && train.commits.length < 2 && !train.more)
        return [];
    const [from, to] = train.kind === 'back' ? [commit, train.live] : [train.live, commit];
    const compare = (0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .link */ .nf)(`${page}/compare/${from}...${to}`, 'all of them');
    const shown = train.commits.slice(0, 10);
    const hidden = train.commits.length - shown.length;
    const more = (left) => `and ${train.kind === 'forward' && train.more ? 'more than ' : ''}${left}: ${compare}`;
    const lines = shown.map(one => lineOf(one, page));
    return [{ lines: hidden > 0 ? [...lines, more(hidden)] : lines, more: left => more(left + hidden) }];
}
/** One commit, in one line. */
function lineOf({ sha, title, author }, page) {
    const by = author === '' ? '' : ` — ${(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .shortened */ .vI)(author, TITLE)}`;
    return `• ${(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .link */ .nf)(`${page}/commit/${sha}`, (0,_train_sha_js__WEBPACK_IMPORTED_MODULE_4__/* .shortSha */ .F)(sha))} ${(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .shortened */ .vI)(title, TITLE)}${by}`;
}
function linksOf({ logUrl, dashboard, deploymentId }) {
    const board = dashboard === undefined ? [] : [(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .link */ .nf)(dashboard, 'Dashboard')];
    return [(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_2__/* .link */ .nf)(logUrl, 'Log'), ...board, `deployment ${deploymentId}`].join(' · ');
}
function count(commits) {
    return commits === 1 ? '1 commit' : `${commits} commits`;
}


/***/ }),

/***/ 1330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ LAST_WORDS_MS),
  U: () => (/* binding */ SlackStory)
});

// EXTERNAL MODULE: ./lib/runner/user-error.js
var user_error = __webpack_require__(9104);
// EXTERNAL MODULE: ./lib/train/status-text.js + 1 modules
var status_text = __webpack_require__(2281);
// EXTERNAL MODULE: ./lib/runner/duration.js
var duration = __webpack_require__(1520);
// EXTERNAL MODULE: ./lib/slack/blocks.js
var blocks = __webpack_require__(6856);
// EXTERNAL MODULE: ./lib/slack/layout.js
var layout = __webpack_require__(1676);
// EXTERNAL MODULE: ./lib/slack/mrkdwn.js
var mrkdwn = __webpack_require__(5115);
// EXTERNAL MODULE: ./lib/deploy/slack-message.js
var slack_message = __webpack_require__(8821);
;// CONCATENATED MODULE: ./lib/deploy/slack-details.js






const TEXT = 500;
const FINDINGS = 15;
/** Of a container's last lines: the newest ones say why. */
const LOG_LINES = 12;
const LOG_LINE = 180;
/**
 * The details of an end, for the thread. An end that is not a success names the person who asked, for an edit of the message
 * rings nobody.
 */
function detailsReply(facts, ended) {
    const { report, ending, ms } = ended;
    const good = ending.outcome === 'success';
    const steps = report.steps.map(({ step, ms }) => `${step} ${(0,duration/* seconds */.Y)(ms)}`).join(', ');
    const line = (0,mrkdwn/* shortened */.vI)((0,status_text/* endingLine */.KG)(ending), TEXT);
    const first = good ? line : `${(0,slack_message/* personOf */.Re)(facts)} ${line}`;
    const parts = [
        (0,blocks/* section */.uW)(first),
        ...(good ? [] : causeParts(ended)),
        (0,blocks/* context */._O)([
            `took ${(0,duration/* seconds */.Y)(ms)}${steps === '' ? '' : ` (${steps})`}`,
            ...objectsOf(report),
            ...(report.image === undefined ? [] : [(0,mrkdwn/* code */.aY)(report.image)]),
        ].join(' · ')),
    ];
    return {
        text: (0,mrkdwn/* shortened */.vI)((0,status_text/* endingLine */.KG)(ending), 300),
        blocks: (0,layout/* layOut */.v)(parts, left => `${left} parts did not fit`),
    };
}
function causeParts({ report, ending, redact }) {
    const advice = report.rollout?.cause?.advice ?? '';
    const findings = ending.findings.filter(({ text }) => text !== ending.text);
    const lines = findings.slice(0, FINDINGS).map(({ where, text }) => {
        return `• ${where === undefined ? '' : `${(0,mrkdwn/* code */.aY)(where)} `}${(0,mrkdwn/* shortened */.vI)(text, TEXT)}`;
    });
    const hidden = findings.length - lines.length;
    const more = (left) => `and ${left} more, in the log`;
    const logs = report.rollout?.logs;
    return [
        ...(advice === '' ? [] : [(0,blocks/* section */.uW)((0,mrkdwn/* shortened */.vI)(redact(advice), TEXT))]),
        ...(lines.length === 0
            ? []
            : [{ lines: hidden > 0 ? [...lines, more(hidden)] : lines, more: (left) => more(left + hidden) }]),
        ...(logs === undefined || logs.lines.length === 0
            ? []
            : [
                (0,blocks/* section */.uW)(`The last lines of container ${(0,mrkdwn/* code */.aY)(logs.container)} in pod ${(0,mrkdwn/* code */.aY)(logs.pod)}:`),
                (0,blocks/* section */.uW)((0,mrkdwn/* command */.G5)(logLines(logs.lines, redact))),
            ]),
    ];
}
/** Cut first by lines, so that no secret is cut in half before it is found. */
function logLines(lines, redact) {
    return lines
        .slice(-LOG_LINES)
        .map(line => [...redact(line).replaceAll('`', 'ˋ')].slice(0, LOG_LINE).join(''))
        .join('\n');
}
function objectsOf({ applied }) {
    if (applied === undefined || applied.length === 0)
        return [];
    const counts = ['created', 'changed', 'unchanged'].flatMap(action => {
        const count = applied.filter(object => object.action === action).length;
        return count === 0 ? [] : [`${count} ${action}`];
    });
    return [`objects: ${counts.join(', ')}`];
}

;// CONCATENATED MODULE: ./lib/deploy/slack-story.js




/** A step that Slack has not taken within this time is no news any more: the next one is tried instead. */
const STEP_MS = 3000;
/** How long a job waits for Slack after the deployment's end has been written to GitHub. */
const LAST_WORDS_MS = 5000;
/**
 * The one message about a deployment, told beside it. Nothing here is ever waited for before the end has been written to
 * GitHub, and nothing here throws: Slack being down or slow changes no deployment. Steps that come faster than Slack takes
 * messages become one edit.
 */
class SlackStory {
    #tools;
    #facts;
    #progress;
    /** Counts what there is to be said, and what of it has been. */
    #wanted = 0;
    #said = 0;
    #ref;
    #writing;
    #problem;
    constructor(tools, facts) {
        this.#tools = tools;
        this.#facts = facts;
        this.#progress = { kind: 'under-way', text: 'The job has begun' };
    }
    /** Says in which step the deployment is, in the words of its status. */
    step(text) {
        this.#progress = { kind: 'under-way', text };
        this.#tell();
    }
    /** Adds what was found out meanwhile; it is told with the next step. */
    learn(facts) {
        this.#facts = { ...this.#facts, ...facts };
    }
    /** Tells the end, with the details in the thread. Resolves within `LAST_WORDS_MS`, with why it could not be told, if so. */
    async end(ended, live) {
        const { outcome } = ended.ending;
        this.#progress = { kind: 'ended', outcome, text: (0,status_text/* endingLine */.KG)(ended.ending), live };
        if (this.#tools.told === 'failures' && outcome === 'success')
            return undefined;
        const over = new AbortController();
        const late = this.#tools.clock.sleep(LAST_WORDS_MS, over.signal).then(() => this.#lateWords(), () => undefined);
        try {
            return await Promise.race([this.#lastWords(ended), late]);
        }
        finally {
            over.abort();
        }
    }
    async #lastWords(ended) {
        this.#wanted += 1;
        try {
            await this.#writing;
            // What failed for a while may be over; what Slack will never take has been said.
            if (this.#problem !== undefined && !isTransient(this.#problem))
                return (0,user_error/* messageOf */.b)(this.#problem);
            await this.#write(LAST_WORDS_MS);
            if (this.#ref === undefined)
                throw new Error('the message was written, but has no name');
            await this.#tools.slack.reply(this.#ref, detailsReply(this.#facts, ended), { within: LAST_WORDS_MS });
            this.#tools.remember('');
            return undefined;
        }
        catch (thrown) {
            return (0,user_error/* messageOf */.b)(thrown);
        }
    }
    #lateWords() {
        const late = `it took longer than ${LAST_WORDS_MS / 1000} s`;
        return this.#problem === undefined ? late : `${late}. ${(0,user_error/* messageOf */.b)(this.#problem)}`;
    }
    #tell() {
        this.#wanted += 1;
        if (this.#tools.told === 'failures')
            return;
        if (this.#problem !== undefined && !isTransient(this.#problem))
            return;
        this.#writing ??= this.#write(STEP_MS)
            .catch(thrown => {
            this.#problem = thrown;
        })
            .finally(() => {
            this.#writing = undefined;
        });
    }
    /** Writes until nothing new is to be said: what came while Slack took the last edit becomes one more. */
    async #write(within) {
        const { slack, remember } = this.#tools;
        while (this.#said < this.#wanted) {
            const wanted = this.#wanted;
            const facts = this.#facts;
            const content = (0,slack_message/* deploymentMessage */.br)(facts, this.#progress);
            if (this.#ref === undefined)
                this.#ref = await slack.post({ ...content, channel: facts.channel }, { within });
            else
                await slack.edit(this.#ref, content, { within });
            this.#said = wanted;
            remember(JSON.stringify({ ref: this.#ref, facts }));
        }
    }
}
function isTransient(thrown) {
    return thrown instanceof user_error/* UserError */.y && ['slack-unreachable', 'slack-rate-limited'].includes(thrown.reason);
}


/***/ }),

/***/ 640:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ys: () => (/* binding */ liveLines),
  o6: () => (/* binding */ openStory),
  CJ: () => (/* binding */ slackOf)
});

// EXTERNAL MODULE: ./lib/runner/user-error.js
var user_error = __webpack_require__(9104);
// EXTERNAL MODULE: ./lib/train/commits.js
var commits = __webpack_require__(8268);
// EXTERNAL MODULE: ./lib/train/task.js
var train_task = __webpack_require__(7729);
;// CONCATENATED MODULE: ./lib/train/stale/deployments.js

/** The deployments of one service, in the order given: those of other services and of other tools are none of ours. */
function oursOf(deployments, service, services) {
    return deployments.filter(({ task }) => (0,train_task/* serviceOfTask */._i)(task, services) === service);
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
const ENDS = (/* unused pure expression or super */ null && (['failure', 'error', 'inactive']));

;// CONCATENATED MODULE: ./lib/train/train.js
/** The train of a deployment: forward, or back when the live commit is newer than the one asked for. */
function trainOf({ sha, live, newer, older }) {
    if (live === undefined)
        return { kind: 'first' };
    if (live === sha)
        return { kind: 'again', live };
    const ahead = newer.findIndex(commit => commit.sha.toLowerCase() === live);
    if (ahead >= 0)
        return { kind: 'back', live, commits: newer.slice(ahead).filter(commit => commit.sha !== sha) };
    const behind = older.findIndex(commit => commit.sha.toLowerCase() === live);
    return { kind: 'forward', live, commits: behind < 0 ? older : older.slice(0, behind), more: behind < 0 };
}

;// CONCATENATED MODULE: ./lib/github/budget.js
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

;// CONCATENATED MODULE: ./lib/github/graphql/answer.js
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

// EXTERNAL MODULE: ./lib/train/status-text.js + 1 modules
var status_text = __webpack_require__(2281);
;// CONCATENATED MODULE: ./lib/github/graphql/errors.js


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
    return value.filter(isFields).map(({ type, message, path }) => ({
        type: typeof type === 'string' ? type : '',
        message: typeof message === 'string' ? (0,status_text/* oneLine */.TN)(message) : '',
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

;// CONCATENATED MODULE: ./lib/github/graphql/door.js



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
        if (thrown instanceof user_error/* UserError */.y)
            return broken(budget, query, thrown);
        const answer = partialAnswer(thrown);
        if (answer === undefined)
            throw thrown;
        data = answer.data;
        errors = readErrors(answer.errors);
    }
    const limit = isFields(data) && isFields(data.rateLimit) ? data.rateLimit : {};
    const { cost, remaining, resetAt } = limit;
    const points = typeof cost === 'number' ? cost : query.points;
    const left = typeof remaining === 'number' ? { remaining, resetAt: typeof resetAt === 'string' ? resetAt : '' } : undefined;
    budget.spend(points, left);
    const limited = errors.find(error => error.path.length === 0 && isRateLimit(error));
    if (limited !== undefined) {
        const text = `GitHub's rate limit is used up half-way (${limited.message}): run again later, or less often`;
        budget.stop({ reason: 'github-rate-limited', text });
        return stopped(budget);
    }
    if (isFields(data) && errors.every(error => error.path.length > 0))
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

;// CONCATENATED MODULE: ./lib/github/graphql/query.js
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

;// CONCATENATED MODULE: ./lib/github/graphql/parts.js





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
        const answer = await send(door, composeQuery(question, batch.parts));
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
    const alias = aliasOf(index);
    const errors = answer.errors
        .filter(error => error.path[0] === alias)
        .map(error => ({ ...error, path: error.path.slice(1) }));
    if (!lastTry && errors.some(error => !isLasting(error)))
        return undefined;
    const data = answer.data[alias];
    const [first] = errors;
    if (!isFields(data)) {
        const error = first ?? { type: '', message: 'its answer leaves the repository out', path: [] };
        return { kind: 'failed', finding: findingOfError(error, part.repository, question.doing) };
    }
    try {
        return { kind: 'read', value: part.read(data, errors) };
    }
    catch (thrown) {
        if (thrown instanceof user_error/* UserError */.y) {
            return { kind: 'failed', finding: { reason: thrown.reason, text: thrown.message, where: part.repository } };
        }
        if (!(thrown instanceof MalformedAnswer))
            throw thrown;
        const error = first ?? { type: '', message: thrown.message, path: [] };
        return { kind: 'failed', finding: findingOfError(error, part.repository, question.doing) };
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

// EXTERNAL MODULE: ./lib/train/canonical-name.js
var canonical_name = __webpack_require__(1038);
;// CONCATENATED MODULE: ./lib/github/scan/draft.js
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

;// CONCATENATED MODULE: ./lib/github/scan/statuses.js

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
    const page = pageIn(deployment, 'statuses');
    if (page === undefined || page.hidden > 0)
        throw new MalformedAnswer('no statuses');
    return page;
}
/**
 * Statuses, oldest first. GitHub does not say in which order it lists them, and its times are whole seconds; it does say
 * which is the latest.
 */
function statusesInOrder(nodes, deployment) {
    const latest = objectIn(deployment, 'latestStatus');
    const newestFirst = latest !== undefined && nodes[0]?.id === latest.id;
    const listed = newestFirst ? nodes.toReversed() : nodes;
    return listed.map(statusFacts).sort((one, other) => one.createdAt - other.createdAt);
}
function statusFacts(node) {
    const state = textIn(node, 'state').toLowerCase();
    if (!isState(state))
        throw new MalformedAnswer(`an unknown state of a status, '${state}'`);
    return {
        state,
        createdAt: instantIn(node, 'createdAt'),
        description: textOrNone(node, 'description') ?? '',
        logUrl: textOrNone(node, 'logUrl') ?? '',
    };
}
function isState(state) {
    return STATES.includes(state);
}

;// CONCATENATED MODULE: ./lib/github/scan/deployment-page.js




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
        STATUSES_FRAGMENT,
    ],
};
/** Asks for a page of `first` deployments of some environments of a repository. */
function deploymentsPart(repository, environments, first) {
    const { owner, repo } = ownerAndName(repository);
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
    const page = pageIn(data, alias);
    if (page === undefined || page.hidden > 0)
        throw new MalformedAnswer('deployments that it does not show');
    const listed = page.nodes.map(fields => {
        const statuses = statusPage(fields);
        return { fields, nodes: [...statuses.nodes], next: statuses.next };
    });
    return { listed, next: page.next };
}
/** The deployment's facts; undefined when it went to another environment meanwhile. */
function deploymentFacts({ fields, nodes }, environment) {
    const name = textOrNone(fields, 'latestEnvironment') ?? environment;
    if ((0,canonical_name/* canonicalName */.E)(name) !== (0,canonical_name/* canonicalName */.E)(environment))
        return undefined;
    const state = textOrNone(fields, 'state')?.toLowerCase() ?? 'pending';
    if (!deployment_page_isState(state))
        throw new MalformedAnswer(`an unknown state of a deployment, '${state}'`);
    const creator = objectIn(fields, 'creator');
    return {
        id: numberIn(fields, 'databaseId'),
        sha: textIn(fields, 'commitOid').toLowerCase(),
        task: textOrNone(fields, 'task') ?? '',
        environment: name,
        state,
        createdAt: instantIn(fields, 'createdAt'),
        creator: creator === undefined ? '' : textIn(creator, 'login'),
        statuses: statusesInOrder(nodes, fields),
        runWaits: undefined,
    };
}
const deployment_page_STATES = [
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
function deployment_page_isState(state) {
    return deployment_page_STATES.includes(state);
}

;// CONCATENATED MODULE: ./lib/github/scan/first-parents.js
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

;// CONCATENATED MODULE: ./lib/github/scan/history-page.js



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
    const { owner, repo } = ownerAndName(repository);
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
            const commit = objectIn(data, 'object');
            const page = commit === undefined ? undefined : pageIn(commit, 'history');
            if (page === undefined || page.hidden > 0)
                throw new MalformedAnswer(`no history of ${head}`);
            return { commits: page.nodes.map(commitFacts), next: page.next };
        },
    };
}
function commitFacts(node) {
    const message = textIn(node, 'message');
    const author = objectIn(node, 'author');
    const user = author === undefined ? undefined : objectIn(author, 'user');
    const login = user === undefined ? undefined : textIn(user, 'login');
    const name = author === undefined ? undefined : textOrNone(author, 'name');
    const parents = objectIn(node, 'parents')?.nodes;
    if (!Array.isArray(parents))
        throw new MalformedAnswer('no parents of a commit');
    return {
        sha: textIn(node, 'oid').toLowerCase(),
        parents: parents.map(parent => textIn(parent, 'oid').toLowerCase()),
        title: (0,status_text/* oneLine */.TN)(message.split('\n', 1)[0] ?? ''),
        author: login ?? name ?? '',
        message,
        login,
        pullRequest: undefined,
        merged: undefined,
        checks: undefined,
        changedPaths: undefined,
    };
}

;// CONCATENATED MODULE: ./lib/github/train.js









/** Deployments and commits that are looked through: it is for a message, not for a decision. */
const DEPLOYMENTS_READ = 20;
const FIRST_COMMITS = 25;
/** Points of GraphQL, far more than it takes. */
const BUDGET = 30;
/**
 * The commits that a deployment takes to its environment: two requests, one more when the train is long. Throws a
 * `UserError` (error, `github-…`).
 */
async function readTrain(tools, question) {
    const { owner, repo } = tools.github.repository;
    const repository = `${owner}/${repo}`;
    const door = { ...tools, budget: new Budget(BUDGET) };
    const ask = async (form, part) => {
        const answer = (await askParts(door, form, [part])).get(part);
        if (answer?.kind === 'read')
            return answer.value;
        throw new user_error/* UserError */.y(answer?.finding.reason ?? 'github-unreachable', answer?.finding.text ?? 'GitHub did not answer');
    };
    const { sha, environment, services, service, deploymentId } = question;
    const line = new FirstParents(sha);
    const older = async (after, first) => {
        const page = await ask(HISTORY, historyPart(repository, { head: sha, after, first }));
        line.take(page.commits);
        return page.next;
    };
    const where = [{ environment, after: undefined }];
    const [pages, next] = await Promise.all([
        ask(DEPLOYMENTS, deploymentsPart(repository, where, DEPLOYMENTS_READ)),
        older(undefined, FIRST_COMMITS),
    ]);
    const before = (pages.get(environment)?.listed ?? [])
        .flatMap(listed => deploymentFacts(listed, environment) ?? [])
        .filter(({ id }) => id !== deploymentId);
    const live = goodOnes(oursOf(before, service, services))[0]?.sha;
    const newer = await question.newer;
    const train = () => trainOf({ sha, live, newer, older: line.line });
    const first = train();
    if (first.kind !== 'forward' || !first.more || next === undefined)
        return first;
    await older(next, commits/* COMMITS_A_PAGE */.tc);
    return train();
}

// EXTERNAL MODULE: ./lib/runner/machine-fetch.js
var machine_fetch = __webpack_require__(9926);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/slack/limits.js
var limits = __webpack_require__(9182);
;// CONCATENATED MODULE: ./lib/slack/metadata.js

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
    return Buffer.byteLength(JSON.stringify(toWire(metadata))) <= SLACK_LIMITS.metadata - 60;
}
function mutable(value) {
    if (typeof value !== 'object')
        return value;
    return Array.isArray(value) ? value.map((one) => ({ ...one })) : { ...value };
}

;// CONCATENATED MODULE: ./lib/slack/find.js

/** The most that is read in one search: 10 pages. */
const SEARCH = { pages: 10, perPage: 200 };
async function historyPage(client, channel, cursor) {
    // Without `oldest`: with it, Slack may begin at the other end.
    const given = { channel, include_all_metadata: true, limit: SEARCH.perPage };
    const answer = await client.conversations.history(cursor === undefined ? given : { ...given, cursor });
    const next = answer.response_metadata?.next_cursor;
    return { messages: answer.messages ?? [], next: next === '' ? undefined : next };
}
/** Those of a page that are ours and of that type. */
function ours(page, channel, eventType, identity) {
    return page.messages.flatMap(({ ts, metadata, bot_id: bot, user }) => {
        const own = identity.botId === undefined ? user === identity.userId : bot === identity.botId;
        if (!own || ts === undefined || metadata?.event_type !== eventType)
            return [];
        return [{ ref: { channel, ts }, metadata: fromWire(metadata) }];
    });
}
/** Whether the search may end with this page. `since`: milliseconds since the epoch. */
function reaches(page, since) {
    return page.next === undefined || page.messages.some(({ ts }) => Number(ts) * 1000 < since);
}
/** The message that carries this id: in the channel, or in the thread of `parent`. Only the newest ones are looked at. */
async function postedAs(client, channel, postId, parent) {
    const { messages = [] } = parent === undefined
        ? await client.conversations.history({ channel, include_all_metadata: true, limit: 50 })
        : await client.conversations.replies({ channel, ts: parent, include_all_metadata: true, limit: 999 });
    const found = messages.find(({ metadata }) => postIdOf(metadata) === postId);
    return found?.ts === undefined ? undefined : { channel, ts: found.ts };
}

;// CONCATENATED MODULE: ./lib/slack/pace.js
/**
 * The order and the pace of what is written into each channel: one after the other, in the order asked for, at most one a
 * second. https://docs.slack.dev/apis/web-api/rate-limits
 */
class Pace {
    #clock;
    #gap;
    #last = new Map();
    #next = new Map();
    /** `gap`: milliseconds between two writes. */
    constructor(clock, gap) {
        this.#clock = clock;
        this.#gap = gap;
    }
    /** Does the work when all that was asked before for this channel has ended; `waited` says whether there was any. */
    inTurn(channel, work) {
        const before = this.#last.get(channel);
        const done = before === undefined ? work(false) : before.then(() => work(true));
        const end = () => {
            if (this.#last.get(channel) === ended)
                this.#last.delete(channel);
        };
        const ended = done.then(end, end);
        this.#last.set(channel, ended);
        return done;
    }
    /** Milliseconds until the channel may be written to. */
    wait(channel) {
        return Math.max(0, (this.#next.get(channel) ?? 0) - this.#clock.now());
    }
    /** Notes that it is written to now. */
    wrote(channel) {
        this.#next.set(channel, this.#clock.now() + this.#gap);
    }
}

;// CONCATENATED MODULE: ./lib/slack/api.js
/** Slack's own package, loaded here because it costs more than all the rest of a start, and without Slack nobody needs it. */
async function library() {
    return __webpack_require__.e(/* import() */ 105).then(__webpack_require__.t.bind(__webpack_require__, 5105, 19));
}
/**
 * Slack's own client for one request, which `signal` ends. Its own patience is switched off: it would try ten times in half
 * an hour, whatever is being asked, and post twice what Slack took without an answer.
 */
function api({ LogLevel, WebClient: Client }, { token, apiUrl, logger, fetch: send = fetch }, signal) {
    const debug = (...words) => logger.debug(`Slack: ${words.join(' ').replaceAll(token, '***')}`);
    const nothing = () => { };
    return new Client(token, {
        slackApiUrl: apiUrl,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        fetch: (url, init) => send(url, { ...init, signal }),
        // At its lowest level it writes whole messages and headers.
        logger: {
            debug: nothing,
            info: nothing,
            warn: debug,
            error: debug,
            setLevel: nothing,
            getLevel: () => LogLevel.WARN,
            setName: nothing,
        },
    });
}

;// CONCATENATED MODULE: ./lib/slack/explanation.js

const TOKEN = ['slack-token-invalid', 'the token is not valid (any more); check the Slack token'];
const GONE = ['slack-message-gone', "the message is not there any more, or is not this app's to edit"];
const LONG = ['slack-message-too-long', 'Slack takes no message of this length'];
const ARCHIVED = ['slack-channel-archived', 'the channel is archived; name another one in the policy'];
const ADVICE = {
    not_authed: TOKEN,
    invalid_auth: TOKEN,
    token_revoked: TOKEN,
    token_expired: TOKEN,
    account_inactive: TOKEN,
    channel_not_found: [
        'slack-channel-not-found',
        "there is no such channel, or it is private and the app is not in it; check the channel's ID in the policy, and invite the app there with /invite",
    ],
    not_in_channel: ['slack-not-in-channel', 'invite the app in that channel with /invite'],
    is_archived: ARCHIVED,
    is_inactive: ARCHIVED,
    message_not_found: GONE,
    cant_update_message: GONE,
    edit_window_closed: GONE,
    thread_not_found: GONE,
    msg_blocks_too_long: LONG,
    msg_too_long: LONG,
    metadata_too_large: LONG,
};
/** The one error a failed request becomes: what Slack would not do, where, and what to change. Never holds the token. */
function explain(failure, asked, apiUrl) {
    const { code, status, detail, cause } = failure;
    const what = asked.channel === undefined ? asked.method : `${asked.method} for ${asked.channel}`;
    if (failure.rateLimited) {
        const { retryAfter } = failure;
        const when = retryAfter === undefined ? 'in a few minutes' : `in ${Math.ceil(retryAfter / 1000)} s`;
        const text = `Slack's rate limit is used up, so it did not do ${what}: run again ${when}`;
        return new user_error/* UserError */.y('slack-rate-limited', text);
    }
    if (code === 'missing_scope') {
        const scope = failure.needed ?? 'that this method needs';
        const advice = `give the app the scope ${scope}, and install it again`;
        return new user_error/* UserError */.y('slack-missing-scope', `Slack refused ${what} (${code}): ${advice}`);
    }
    if (code !== undefined && !failure.transient) {
        const [reason, advice] = ADVICE[code] ?? [
            'slack-rejected',
            detail === '' ? 'this is not accepted as it is' : detail,
        ];
        return new user_error/* UserError */.y(reason, `Slack refused ${what} (${code}): ${advice}`);
    }
    const perhaps = failure.perhapsDone && asked.method === 'chat.postMessage' ? '; it may have been posted all the same' : '';
    if (code !== undefined || status !== undefined) {
        const text = `Slack failed at ${what} (${code ?? status})${perhaps}: see https://slack-status.com and run again`;
        return new user_error/* UserError */.y('slack-unreachable', text);
    }
    const text = `Slack cannot be reached at ${apiUrl} for ${what}: ${detail}${perhaps}; check the network or the proxy`;
    return new user_error/* UserError */.y('slack-unreachable', text, { cause });
}

;// CONCATENATED MODULE: ./lib/slack/failure.js


const PASSING = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'];
const RATE = ['ratelimited', 'rate_limited', 'message_limit_exceeded'];
const failure_STATUSES = [408, 500, 502, 503, 504];
/** The request never left. */
const UNSENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];
/** Reads anything that was thrown by a request made with `token`. The library's errors are told by their codes. */
function failureOf(thrown, token) {
    const clean = (text) => (0,status_text/* oneLine */.TN)(token === '' ? text : text.replaceAll(token, '***'));
    switch (field(thrown, 'code')) {
        case 'slack_webapi_platform_error':
            return platformFailure(field(thrown, 'data'), clean);
        case 'slack_webapi_rate_limited_error':
            return rateFailure(Number(field(thrown, 'retryAfter')) * 1000);
        case 'slack_webapi_http_error': {
            const status = Number(field(thrown, 'statusCode'));
            const transient = failure_STATUSES.includes(status);
            return { status, detail: '', transient, rateLimited: false, perhapsDone: transient };
        }
        default:
            // A 429 without a pause is a plain error of the library's.
            if ((0,user_error/* messageOf */.b)(thrown).startsWith('Retry header did not contain'))
                return rateFailure(Number.NaN);
            return networkFailure(thrown, clean);
    }
}
function noAnswer(milliseconds, cause) {
    const detail = `no answer within ${milliseconds / 1000} s`;
    return { detail, transient: true, rateLimited: false, perhapsDone: true, cause };
}
function platformFailure(data, clean) {
    const code = String(field(data, 'error'));
    // What is no JSON is handed out as if it were the code: a proxy's page, or an answer that was cut short.
    if (!/^\w{1,80}$/.test(code)) {
        return { detail: "the answer is not Slack's", transient: true, rateLimited: false, perhapsDone: true };
    }
    if (RATE.includes(code))
        return rateFailure(Number.NaN);
    const messages = field(field(data, 'response_metadata'), 'messages');
    const detail = Array.isArray(messages) ? clean(messages.join('; ')) : '';
    const needed = field(data, 'needed');
    const transient = PASSING.includes(code);
    const failure = { code, detail, transient, rateLimited: false, perhapsDone: transient };
    return typeof needed === 'string' ? { ...failure, needed: clean(needed) } : failure;
}
function rateFailure(retryAfter) {
    const failure = { code: 'ratelimited', detail: '', transient: true, rateLimited: true, perhapsDone: false };
    return Number.isFinite(retryAfter) ? { ...failure, retryAfter } : failure;
}
function networkFailure(thrown, clean) {
    const inner = innermost(thrown);
    const unsent = UNSENT.includes(String(field(inner, 'code')));
    const failure = { detail: clean((0,user_error/* messageOf */.b)(inner)), transient: true, rateLimited: false, perhapsDone: !unsent };
    // Node repeats a header that it cannot send: such an error would carry the token into the log.
    return failure.detail === (0,status_text/* oneLine */.TN)((0,user_error/* messageOf */.b)(inner)) ? { ...failure, cause: thrown } : failure;
}
/** `connect ECONNREFUSED 127.0.0.1:1`, not `fetch failed`. */
function innermost(thrown) {
    const seen = new Set();
    let inner = thrown;
    while (!seen.has(inner)) {
        seen.add(inner);
        const cause = field(inner, 'cause') ?? field(inner, 'original');
        if (cause instanceof Error && (0,user_error/* messageOf */.b)(cause) !== '')
            inner = cause;
    }
    return inner;
}
function field(value, name) {
    return typeof value === 'object' && value !== null ? value[name] : undefined;
}

;// CONCATENATED MODULE: ./lib/slack/persistence.js




/** Slack asks for pauses of up to a minute. */
const PATIENCE = { total: 90_000, attempt: 10_000, firstPause: 1000 };
/** Asks until it is answered, the failure is a lasting one, or the time is up; then throws the `UserError` for it. */
async function persist(request, attempts, { started, waited }) {
    const { clock, pace, patience, signal, connection } = attempts;
    const { method, channel = '', look } = request;
    let perhapsDone = false;
    for (let backoff = patience.firstPause;; backoff *= 2) {
        const pacing = request.writes ? pace.wait(channel) : 0;
        const late = clock.now() + pacing - started > patience.total;
        if (late && (pacing > 0 || (waited && backoff === patience.firstPause)))
            throw tooBusy(request);
        if (pacing > 0)
            await clock.sleep(pacing, signal);
        let looking = false;
        let failure;
        try {
            if (perhapsDone && look !== undefined) {
                looking = true;
                const done = await once(attempts, look.done);
                if (done !== undefined)
                    return done;
                perhapsDone = false;
                looking = false;
            }
            if (request.writes)
                pace.wrote(channel);
            return await once(attempts, request.send);
        }
        catch (thrown) {
            signal?.throwIfAborted();
            failure = thrown instanceof Unanswered ? thrown.failure : failureOf(thrown, connection.token);
        }
        perhapsDone ||= failure.perhapsDone;
        const asked = looking && look !== undefined ? { method: look.method, channel } : request;
        if (looking && !failure.transient)
            throw uncertain(explain(failure, asked, connection.apiUrl), request);
        const pause = Math.max(backoff, failure.retryAfter ?? 0);
        if (!failure.transient || clock.now() + pause - started > patience.total) {
            throw explain({ ...failure, perhapsDone }, asked, connection.apiUrl);
        }
        const why = failure.code ?? failure.status ?? failure.detail;
        connection.logger.info(`Slack did not do ${method} for ${channel} (${why}); asking again in ${pause / 1000} s`);
        await clock.sleep(pause, signal);
    }
}
class Unanswered extends Error {
    name = 'Unanswered';
    failure;
    constructor(failure) {
        super(failure.detail);
        this.failure = failure;
    }
}
async function once(attempts, send) {
    const { connection, patience, signal, onRequest } = attempts;
    // Loading takes time of its own, at the first request.
    const loaded = await library();
    signal?.throwIfAborted();
    const timeout = AbortSignal.timeout(patience.attempt);
    const client = api(loaded, connection, signal === undefined ? timeout : AbortSignal.any([timeout, signal]));
    onRequest();
    try {
        return await send(client);
    }
    catch (thrown) {
        if (timeout.aborted && signal?.aborted !== true)
            throw new Unanswered(noAnswer(patience.attempt, thrown));
        throw thrown;
    }
}
function tooBusy({ method, channel }) {
    const text = `Slack takes one message a second for each channel: there was no time left for ${method} for ${channel}`;
    return new user_error/* UserError */.y('slack-rate-limited', text);
}
function uncertain(why, { method, channel }) {
    const start = `Slack did not say whether it did ${method} for ${channel}, and it cannot be looked up`;
    return new user_error/* UserError */.y('slack-uncertain', `${start}. ${why.message}`);
}

;// CONCATENATED MODULE: ./lib/slack/wire.js



/** What a message that was given no metadata is known by. */
const PLAIN = { eventType: 'commit_train_message', payload: {} };
/** The arguments of `chat.postMessage`. `parent`: the message whose thread it goes into. */
function postArguments(message, postId, parent) {
    const { metadata = PLAIN } = message;
    return {
        channel: message.channel,
        ...said(message),
        metadata: toWire(metadata, postId),
        unfurl_links: false,
        unfurl_media: false,
        ...(parent === undefined ? {} : { thread_ts: parent }),
    };
}
/** The arguments of `chat.update`. */
function updateArguments({ channel, ts }, content) {
    const { metadata } = content;
    return { channel, ts, ...said(content), ...(metadata === undefined ? {} : { metadata: toWire(metadata) }) };
}
/** `parse`: Slack is not to look for mentions by itself, which it does in edits unless told otherwise. */
function said({ text, blocks }) {
    const short = (0,status_text/* cut */.Jj)(text, limits/* SLACK_LIMITS */.u.text, units => units.length);
    return { text: short, blocks: blocks.map(wireBlock), parse: 'none', link_names: false };
}
/** The same block in the types of Slack's package, which know no readonly lists. */
function wireBlock(block) {
    switch (block.type) {
        case 'section':
            return 'fields' in block ? { ...block, fields: [...block.fields] } : block;
        case 'context':
            return { ...block, elements: [...block.elements] };
        default:
            return block;
    }
}

;// CONCATENATED MODULE: ./lib/slack/client.js





const SLACK_API = 'https://slack.com/api/';
/** Prepares a connection. Nothing is sent, and the library is not loaded, before the first request. */
function connectSlack(given) {
    const { clock, signal, newId = external_node_crypto_.randomUUID } = given;
    const connection = { ...given, apiUrl: given.apiUrl ?? SLACK_API };
    const pace = new Pace(clock, 1000);
    const usual = { ...PATIENCE, ...given.patience };
    let sent = 0;
    let identity;
    const attempts = ({ within }) => ({
        connection,
        clock,
        pace,
        patience: within === undefined ? usual : { ...usual, total: within, attempt: Math.max(1, Math.min(usual.attempt, within)) },
        signal,
        onRequest: () => {
            sent += 1;
        },
    });
    function write(message, parent, bounds) {
        const started = clock.now();
        const { channel } = message;
        const postId = newId();
        const request = {
            method: 'chat.postMessage',
            channel,
            writes: true,
            async send(client) {
                const { ts } = await client.chat.postMessage(postArguments(message, postId, parent));
                return { channel, ts: ts ?? '' };
            },
            look: {
                method: parent === undefined ? 'conversations.history' : 'conversations.replies',
                done: (client) => postedAs(client, channel, postId, parent),
            },
        };
        return pace.inTurn(channel, waited => persist(request, attempts(bounds), { started, waited }));
    }
    async function whoAmI(bounds, started) {
        const request = {
            method: 'auth.test',
            writes: false,
            async send(client) {
                const { bot_id: botId, user_id: userId } = await client.auth.test();
                return { botId, userId };
            },
        };
        identity ??= persist(request, attempts(bounds), { started, waited: false });
        try {
            return await identity;
        }
        catch (thrown) {
            identity = undefined;
            throw thrown;
        }
    }
    return {
        post: (message, bounds = {}) => write(message, undefined, bounds),
        reply: (to, content, bounds = {}) => write({ ...content, channel: to.channel }, to.ts, bounds),
        async edit(message, content, bounds = {}) {
            const started = clock.now();
            const request = {
                method: 'chat.update',
                channel: message.channel,
                writes: true,
                send: (client) => client.chat.update(updateArguments(message, content)),
            };
            await pace.inTurn(message.channel, waited => persist(request, attempts(bounds), { started, waited }));
        },
        async find(channel, eventType, since, bounds = {}) {
            const started = clock.now();
            const own = await whoAmI(bounds, started);
            const messages = [];
            let cursor;
            for (let read = 0; read < SEARCH.pages; read += 1) {
                const request = {
                    method: 'conversations.history',
                    channel,
                    writes: false,
                    send: (client) => historyPage(client, channel, cursor),
                };
                const page = await persist(request, attempts(bounds), { started, waited: false });
                messages.push(...ours(page, channel, eventType, own));
                if (reaches(page, since)) {
                    return { messages: messages.filter(({ ref }) => Number(ref.ts) * 1000 >= since), complete: true };
                }
                cursor = page.next;
            }
            return { messages, complete: false };
        },
        requests: () => sent,
    };
}

;// CONCATENATED MODULE: ./lib/train/dashboard.js
/** The address behind a template of the policy, each word encoded so that it cannot change the address around it. */
function dashboardUrl(template, words) {
    return template.replaceAll(/\{(service|environment|commit|repository)\}/g, (_, name) => encodeURIComponent(words[name]));
}

// EXTERNAL MODULE: ./lib/deploy/live.js
var live = __webpack_require__(9257);
// EXTERNAL MODULE: ./lib/deploy/slack-story.js + 1 modules
var slack_story = __webpack_require__(1330);
;// CONCATENATED MODULE: ./lib/deploy/slack.js








/** How Slack is spoken to; undefined without a token. Loads nothing and sends nothing yet. */
function slackOf({ slack }, { log, clock, env }) {
    if (slack === undefined)
        return undefined;
    // What goes wrong is said once, at the end; in between it would stand in the middle of a step.
    const debug = (line) => log.debug(line);
    const group = (_title, work) => work();
    const logger = { debug, info: debug, notice: debug, warning: debug, error: debug, group };
    const reach = async (address, init) => (await (0,machine_fetch/* machineFetch */.I)(env))(address, init);
    return connectSlack({ ...slack, clock, logger, fetch: reach });
}
/**
 * Opens the story of a deployment in its environment's channel; undefined where Slack is not to be told. What it tells is
 * read beside the deployment, which waits for none of it.
 */
function openStory(request, { inputs, context, effects, github }) {
    const { log, clock, masks } = effects;
    const { channel, deployments } = request.environment.slack;
    if (channel === undefined || deployments === 'none')
        return undefined;
    const slack = slackOf(inputs, effects);
    if (slack === undefined) {
        log.info(`Slack is not told: the policy names a channel for ${request.environment.name}, "slack-token" is empty`);
        return undefined;
    }
    const remember = (told) => effects.remember('slack', told);
    const story = new slack_story/* SlackStory */.U({ slack, clock, told: deployments, remember }, factsOf(request, channel, context));
    const clean = (commit) => {
        return { ...commit, title: masks.redact(commit.title), author: masks.redact(commit.author) };
    };
    const line = Promise.withResolvers();
    readTrain({ github, logger: log, clock }, questionOf(request, line.promise)).then(train => story.learn({ train: 'commits' in train ? { ...train, commits: train.commits.map(clean) } : train }), thrown => log.debug(`The train could not be read for Slack: ${(0,user_error/* messageOf */.b)(thrown)}`));
    const onLine = (commits) => {
        line.resolve(commits);
        const commit = commits.at(-1);
        if (commit === undefined)
            return;
        const { title, author } = clean(commit);
        story.learn({ title, author });
    };
    return { story, onLine };
}
function questionOf(request, newer) {
    const { services, service, sha, deployment } = request;
    return { services, service, environment: request.environment.name, deploymentId: deployment.id, sha, newer };
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
/** What is live when a deployment has ended, each in one line, for a reader who has nothing else. */
function liveLines(report, { outcome }) {
    if (outcome === 'success')
        return [];
    if (!report.touched)
        return ['Nothing was touched: what was live before is live now.'];
    const workloads = (0,live/* liveWorkloads */.F)(report);
    if (workloads.length === 0)
        return ['The cluster was touched; the log says what was applied.'];
    return workloads.map(({ object, text }) => `Live now: ${object}: ${text}`);
}


/***/ }),

/***/ 1520:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ seconds)
/* harmony export */ });
/** `0.4 s`, `14 s`, `3 min 20 s`: as exact as a person needs it. */
function seconds(ms) {
    if (ms < 10_000)
        return `${(ms / 1000).toFixed(1)} s`;
    const whole = Math.round(ms / 1000);
    return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}


/***/ }),

/***/ 9926:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ machineFetch)
/* harmony export */ });
/* harmony import */ var _user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9104);

/**
 * `fetch` as the machine reaches the world: through the proxy that HTTPS_PROXY names, unless NO_PROXY leaves a host out.
 * Node's own knows no proxies. The rule is that of the library which GitHub is asked through, so that one setting means the
 * same everywhere; plain http is spoken on loopback alone, which is never asked through a proxy. It is loaded only where
 * there is a proxy, since it is heavy. Throws `bad-proxy`.
 */
async function machineFetch(env) {
    if (!(env.https_proxy || env.HTTPS_PROXY))
        return fetch;
    const [{ getProxyUrl }, undici] = await Promise.all([Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 4942)), Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 6752, 19))]);
    const agents = new Map();
    return (async (input, init) => {
        const proxy = addressOf(() => getProxyUrl(new URL(input).href));
        if (proxy === '')
            return undici.fetch(input, init);
        const dispatcher = agents.get(proxy) ?? new undici.ProxyAgent(proxy);
        agents.set(proxy, dispatcher);
        // Not node's fetch: it has its own version of the library, which does not take the agents of this one.
        return undici.fetch(input, { ...init, dispatcher });
    });
}
/** The proxy's address, checked. It may hold a password, so that it is never shown. */
function addressOf(read) {
    try {
        const proxy = read();
        if (proxy === '' || /^https?:$/.test(new URL(proxy).protocol))
            return proxy;
    }
    catch {
        // Said below.
    }
    throw new _user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('bad-proxy', 'HTTPS_PROXY of this job is no address of a proxy; write it as http://host:port');
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
/* harmony import */ var _train_status_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2281);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9182);


/** A headline, from plain text; what is too long is cut. */
function header(text) {
    const shown = (0,_train_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)((0,_train_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text), _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .SLACK_LIMITS */ .u.headerText, units);
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
/* harmony import */ var _train_status_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2281);

/**
 * Slack's markup, from texts of others: commit titles, names, causes. None may ring for anybody, link anywhere, or change
 * how the rest of the line looks. https://docs.slack.dev/messaging/formatting-message-text
 */
function escaped(text) {
    return entities(withoutMarks((0,_train_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text)));
}
/** The same, with at most `limit` of its own characters. */
function shortened(text, limit) {
    return escaped((0,_train_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)((0,_train_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text), limit));
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
    const shown = entities((0,_train_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text).replaceAll('`', 'ˋ'));
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


/***/ }),

/***/ 8268:
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


/***/ })

};
