export const id = 581;
export const ids = [581];
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

/***/ 8581:
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
// EXTERNAL MODULE: ./lib/train/stale/deployments.js
var deployments = __webpack_require__(8148);
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

// EXTERNAL MODULE: ./lib/github/budget.js
var budget = __webpack_require__(8818);
// EXTERNAL MODULE: ./lib/github/graphql/parts.js
var parts = __webpack_require__(1159);
// EXTERNAL MODULE: ./lib/github/scan/deployment-page.js
var deployment_page = __webpack_require__(5324);
// EXTERNAL MODULE: ./lib/github/scan/first-parents.js
var first_parents = __webpack_require__(123);
// EXTERNAL MODULE: ./lib/github/scan/history-page.js
var history_page = __webpack_require__(8905);
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
    const door = { ...tools, budget: new budget/* Budget */._(BUDGET) };
    const ask = async (form, part) => {
        const answer = (await (0,parts/* askParts */.M)(door, form, [part])).get(part);
        if (answer?.kind === 'read')
            return answer.value;
        throw new user_error/* UserError */.y(answer?.finding.reason ?? 'github-unreachable', answer?.finding.text ?? 'GitHub did not answer');
    };
    const { sha, environment, services, service, deploymentId } = question;
    const line = new first_parents/* FirstParents */.k(sha);
    const older = async (after, first) => {
        const page = await ask(history_page/* HISTORY */.V, (0,history_page/* historyPart */.q)(repository, { head: sha, after, first }));
        line.take(page.commits);
        return page.next;
    };
    const where = [{ environment, after: undefined }];
    const [pages, next] = await Promise.all([
        ask(deployment_page/* DEPLOYMENTS */.$i, (0,deployment_page/* deploymentsPart */.AE)(repository, where, DEPLOYMENTS_READ)),
        older(undefined, FIRST_COMMITS),
    ]);
    const before = (pages.get(environment)?.listed ?? [])
        .flatMap(listed => (0,deployment_page/* deploymentFacts */.PX)(listed, environment) ?? [])
        .filter(({ id }) => id !== deploymentId);
    const live = (0,deployments/* goodOnes */.XX)((0,deployments/* oursOf */.nO)(before, service, services))[0]?.sha;
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
// EXTERNAL MODULE: ./lib/slack/client.js + 7 modules
var client = __webpack_require__(9772);
// EXTERNAL MODULE: ./lib/train/canonical-name.js
var canonical_name = __webpack_require__(1038);
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
    const reach = async (address, init) => (await (0,machine_fetch.machineFetch)(env))(address, init);
    return (0,client.connectSlack)({ ...slack, clock, logger, fetch: reach });
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


/***/ })

};
