export const id = 136;
export const ids = [136,839];
export const modules = {

/***/ 1737:
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

/***/ 7912:
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

/***/ 3208:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ timesOf),
/* harmony export */   e: () => (/* binding */ objectCounts)
/* harmony export */ });
/* harmony import */ var _time_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5921);

/** `1 created, 3 unchanged`: what became of the objects that were applied; empty when there are none. */
function objectCounts(applied) {
    return ['created', 'changed', 'unchanged']
        .map(action => ({ action, count: applied.filter(object => object.action === action).length }))
        .filter(({ count }) => count > 0)
        .map(({ action, count }) => `${count} ${action}`)
        .join(', ');
}
/** `6.4 s (gate 0.3 s, render 0.1 s)`: how long a run took, and each of its steps. */
function timesOf(steps, ms) {
    const each = steps.map(({ step, ms }) => `${step} ${(0,_time_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .seconds */ .Y)(ms)}`).join(', ');
    return `${(0,_time_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .seconds */ .Y)(ms)}${each === '' ? '' : ` (${each})`}`;
}


/***/ }),

/***/ 1136:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ys: () => (/* binding */ liveLines),
  o6: () => (/* binding */ openStory),
  CJ: () => (/* binding */ slackOf)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/domain/history/deployments.js
var deployments = __webpack_require__(5447);
// EXTERNAL MODULE: ./lib/domain/history/first-parents.js
var first_parents = __webpack_require__(861);
;// CONCATENATED MODULE: ./lib/domain/history/train.js
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
var scan_first_parents = __webpack_require__(123);
// EXTERNAL MODULE: ./lib/github/scan/history-page.js
var history_page = __webpack_require__(8905);
;// CONCATENATED MODULE: ./lib/github/train.js









/** Deployments and commits that are looked through: it is for a message, not for a decision. */
const DEPLOYMENTS_READ = 20;
const FIRST_COMMITS = 25;
/** Points of GraphQL, far more than it takes. */
const BUDGET = 30;
/**
 * The commits that a deployment takes to its environment: two requests, one more when the train is long. Undefined when no
 * deployment among the newest tells what is live, and there are older ones. Throws a `UserError` (error, `github-…`).
 */
async function readTrain(tools, question) {
    const { owner, repo } = tools.github.repository;
    const repository = `${owner}/${repo}`;
    const door = { ...tools, budget: new budget/* Budget */._(BUDGET) };
    const ask = async (form, part) => {
        const answer = (await (0,parts/* askParts */.M)(door, form, [part])).get(part);
        if (answer?.kind === 'read')
            return answer.value;
        throw new errors/* UserError */.y(answer?.finding.reason ?? 'github-unreachable', answer?.finding.text ?? 'GitHub did not answer');
    };
    const { sha, environment, services, service, deploymentId } = question;
    const line = new scan_first_parents/* FirstParents */.k(sha);
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
    const page = pages.get(environment);
    const before = (page?.listed ?? [])
        .flatMap(listed => (0,deployment_page/* deploymentFacts */.PX)(listed, environment) ?? [])
        .filter(({ id }) => id !== deploymentId);
    const live = (0,deployments/* goodOnes */.XX)((0,deployments/* oursOf */.nO)(before, service, services))[0]?.sha;
    // What was live may be further back than was read; that it is the first one would be a guess.
    if (live === undefined && page?.next !== undefined)
        return undefined;
    const newer = await question.newer;
    const train = () => trainOf({ sha, live, newer, older: line.line });
    const first = train();
    if (first.kind !== 'forward' || !first.more || next === undefined)
        return first;
    await older(next, first_parents/* COMMITS_A_PAGE */.tc);
    return train();
}

// EXTERNAL MODULE: ./lib/net/proxied-fetch.js
var proxied_fetch = __webpack_require__(1839);
// EXTERNAL MODULE: ./lib/slack/client.js + 7 modules
var client = __webpack_require__(9414);
// EXTERNAL MODULE: ./lib/deployments/live.js
var live = __webpack_require__(7912);
// EXTERNAL MODULE: ./lib/deployments/slack/saved.js + 1 modules
var saved = __webpack_require__(520);
// EXTERNAL MODULE: ./lib/deployments/slack/story.js + 2 modules
var slack_story = __webpack_require__(9779);
// EXTERNAL MODULE: ./lib/deployments/slack/train.js
var slack_train = __webpack_require__(3849);
;// CONCATENATED MODULE: ./lib/deployments/slack/open.js








/** How Slack is spoken to; undefined without a token. Loads nothing and sends nothing yet. */
function slackOf({ slack }, { log, clock, env }) {
    if (slack === undefined)
        return undefined;
    // What goes wrong is said once, at the end; in between it would stand in the middle of a step.
    const debug = (line) => log.debug(line);
    const group = (_title, work) => work();
    const logger = { debug, info: debug, notice: debug, warning: debug, error: debug, group };
    let reach;
    const lazily = async (address, init) => {
        reach ??= (0,proxied_fetch.machineFetch)(env);
        return (await reach)(address, init);
    };
    return (0,client.connectSlack)({ ...slack, clock, logger, fetch: lazily });
}
/**
 * Opens the story of a deployment in its environment's channel; undefined where Slack is not to be told. What it tells is
 * read beside the deployment, which waits for none of it.
 */
function openStory(request, { inputs, context, effects, github }) {
    const { log, clock, masks } = effects;
    const remember = (story) => effects.remember('slack', story === undefined ? '' : JSON.stringify(story));
    const told = (0,saved/* newStory */.O)(request, context);
    remember(told);
    if (told === undefined)
        return undefined;
    const slack = slackOf(inputs, effects);
    if (slack === undefined) {
        remember(undefined);
        log.info(`Slack is not told: the policy names a channel for ${request.environment.name}, "slack-token" is empty`);
        return undefined;
    }
    const story = new slack_story/* SlackStory */.U({ slack, clock, remember }, told);
    const redact = (text) => masks.redact(text);
    const line = Promise.withResolvers();
    readTrain({ github, logger: log, clock }, questionOf(request, line.promise))
        .then(train => story.learn({ train: train && (0,slack_train/* toldTrain */.ki)(train, redact) }))
        .catch(thrown => log.debug(`The train could not be read for Slack: ${(0,errors/* messageOf */.b)(thrown)}`));
    const onLine = (commits) => {
        line.resolve(commits);
        const commit = commits.at(-1);
        if (commit === undefined)
            return;
        const { title, author } = (0,slack_train/* toldCommit */.Vo)(commit, redact);
        story.learn({ title, author });
    };
    return { story, onLine };
}
function questionOf(request, newer) {
    const { services, service, sha, deployment } = request;
    return { services, service, environment: request.environment.name, deploymentId: deployment.id, sha, newer };
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

/***/ 520:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  O: () => (/* binding */ newStory)
});

;// CONCATENATED MODULE: ./lib/domain/dashboard.js
/** The address behind a template of the policy, each word encoded so that it cannot change the address around it. */
function dashboardUrl(template, words) {
    return template.replaceAll(/\{(service|environment|commit|repository)\}/g, (_, name) => encodeURIComponent(words[name].toWellFormed()));
}

// EXTERNAL MODULE: ./lib/text/canonical-name.js
var canonical_name = __webpack_require__(4097);
;// CONCATENATED MODULE: ./lib/deployments/slack/saved.js


/** A deployment's story before anything of it was told; undefined where the policy wants none. */
function newStory(request, context) {
    const { channel, deployments } = request.environment.slack;
    if (channel === undefined || deployments === 'none')
        return undefined;
    return { told: deployments, facts: factsOf(request, channel, context) };
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


/***/ }),

/***/ 9779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ SlackStory)
});

// EXTERNAL MODULE: ./lib/domain/deployment/ending.js
var deployment_ending = __webpack_require__(9707);
// EXTERNAL MODULE: ./lib/domain/deployment/status-text.js + 1 modules
var status_text = __webpack_require__(7551);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/slack/blocks.js
var blocks = __webpack_require__(6856);
// EXTERNAL MODULE: ./lib/slack/layout.js
var layout = __webpack_require__(1676);
// EXTERNAL MODULE: ./lib/slack/limits.js
var limits = __webpack_require__(9182);
// EXTERNAL MODULE: ./lib/slack/mrkdwn.js
var mrkdwn = __webpack_require__(5115);
// EXTERNAL MODULE: ./lib/deployments/report-words.js
var report_words = __webpack_require__(3208);
// EXTERNAL MODULE: ./lib/domain/sha.js
var domain_sha = __webpack_require__(7698);
// EXTERNAL MODULE: ./lib/deployments/ending-titles.js
var ending_titles = __webpack_require__(1737);
// EXTERNAL MODULE: ./lib/deployments/slack/train.js
var train = __webpack_require__(3849);
;// CONCATENATED MODULE: ./lib/deployments/slack/message.js






/** By this the messages about deployments are known from others of the same app. */
const DEPLOYMENT_EVENT = 'commit_train_deployment';
/** Characters of a cause, each of which may become five. */
const CAUSE = 500;
/** Of the text beside the blocks, which notifications show. */
const NOTE = 300;
/** The one message about a deployment, as it stands. */
function deploymentMessage(facts, progress) {
    const { service, environment, deploymentId, repository, commit } = facts;
    const where = `${service} → ${environment}`;
    const head = progress.kind === 'ended' ? ending_titles/* ENDING_TITLES */.u[progress.outcome] : '🚀 Deploying';
    const parts = [
        (0,blocks/* header */.wx)(`${head}: ${where}`),
        (0,blocks/* section */.uW)(`${commitLine(facts)}\n${askedFor(facts)}`),
        ...progressParts(progress),
        ...(0,train/* trainPart */.m2)(facts.train, facts.page, commit),
        (0,blocks/* context */._O)(linksOf(facts)),
    ];
    return {
        text: `${(0,mrkdwn/* shortened */.vI)(where, NOTE / 3)}: ${(0,mrkdwn/* shortened */.vI)(progress.text, NOTE)}`,
        blocks: (0,layout/* layOut */.v)(parts, left => `${left} parts did not fit`),
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
    const sha = (0,mrkdwn/* link */.nf)(`${page}/commit/${commit}`, (0,domain_sha/* shortSha */.F)(commit));
    if (title === undefined)
        return sha;
    return `${sha} ${(0,mrkdwn/* bold */.Cr)((0,mrkdwn/* shortened */.vI)(title, train/* TITLE */.ly))}${author ? ` by ${(0,mrkdwn/* shortened */.vI)(author, train/* TITLE */.ly)}` : ''}`;
}
/** The person who asked, rung where Slack knows them. */
function personOf({ requester: { login, member } }) {
    if (member !== undefined)
        return (0,mrkdwn/* mention */.lE)(member);
    return login === '' ? 'somebody' : (0,mrkdwn/* shortened */.vI)(login, train/* TITLE */.ly);
}
function askedFor(facts) {
    return `Asked for by ${personOf(facts)}${(0,train/* trainWords */.wU)(facts.train)}`;
}
function progressParts(progress) {
    const text = (0,mrkdwn/* shortened */.vI)(progress.text, CAUSE);
    if (progress.kind === 'under-way')
        return [(0,blocks/* section */.uW)(text)];
    const lines = progress.live.map(line => (0,mrkdwn/* shortened */.vI)(line, CAUSE));
    return [(0,blocks/* section */.uW)((0,mrkdwn/* bold */.Cr)(text)), { lines, more: left => `and ${left} more, in the log` }];
}
function linksOf({ logUrl, dashboard, deploymentId }) {
    const board = dashboard === undefined ? [] : [(0,mrkdwn/* link */.nf)(dashboard, 'Dashboard')];
    return [(0,mrkdwn/* link */.nf)(logUrl, 'Log'), ...board, `deployment ${deploymentId}`].join(' · ');
}

;// CONCATENATED MODULE: ./lib/deployments/slack/details.js








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
    const good = (0,deployment_ending/* endedWell */.Jr)(ending.outcome);
    const { applied = [] } = report;
    const small = [
        ...(ms === undefined ? [] : [`took ${(0,report_words/* timesOf */.Q)(report.steps, ms)}`]),
        ...(applied.length === 0 ? [] : [`objects: ${(0,report_words/* objectCounts */.e)(applied)}`]),
        ...(report.image === undefined ? [] : [(0,mrkdwn/* code */.aY)(report.image)]),
    ];
    const line = (0,mrkdwn/* shortened */.vI)((0,status_text/* endingLine */.KG)(ending), TEXT);
    const first = good ? line : `${personOf(facts)} ${line}`;
    const parts = [
        (0,blocks/* section */.uW)(first),
        ...(good ? [] : causeParts(ended)),
        ...(small.length === 0 ? [] : [(0,blocks/* context */._O)(small.join(' · '))]),
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
                (0,blocks/* section */.uW)(logText(logs.lines, redact)),
            ]),
    ];
}
/**
 * The newest lines that fit: brackets take four or five characters each. Redacted before anything is cut, so that no secret
 * is cut in half before it is found.
 */
function logText(lines, redact) {
    const shown = lines.slice(-LOG_LINES).map(line => (0,status_text/* cut */.Jj)(redact(line).replaceAll('`', 'ˋ'), LOG_LINE));
    while ((0,mrkdwn/* command */.G5)(shown.join('\n')).length > limits/* SLACK_LIMITS */.u.sectionText)
        shown.shift();
    return (0,mrkdwn/* command */.G5)(shown.join('\n'));
}

;// CONCATENATED MODULE: ./lib/deployments/slack/story.js





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
    #told;
    #facts;
    #progress;
    /** Counts what there is to be said, and what of it has been. */
    #wanted = 0;
    #said = 0;
    #ref;
    #writing;
    #problem;
    /** What Slack takes after that is nobody's to go on with. */
    #isOver = false;
    /** Goes on with a story, or begins one. */
    constructor(tools, { told, facts, ref }) {
        this.#tools = tools;
        this.#told = told;
        this.#facts = facts;
        this.#ref = ref;
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
        if (this.#told === 'failures' && (0,deployment_ending/* endedWell */.Jr)(outcome))
            return undefined;
        const over = new AbortController();
        const late = this.#tools.clock.sleep(LAST_WORDS_MS, over.signal).then(() => this.#lateWords(), () => undefined);
        try {
            return await Promise.race([this.#lastWords(ended), late]);
        }
        finally {
            over.abort();
            this.#isOver = true;
        }
    }
    async #lastWords(ended) {
        this.#wanted += 1;
        try {
            await this.#writing;
            // What failed for a while may be over; what Slack will never take has been said.
            if (this.#problem !== undefined && !isTransient(this.#problem))
                return (0,errors/* messageOf */.b)(this.#problem);
            await this.#write(LAST_WORDS_MS);
            if (this.#ref === undefined)
                throw new Error('the message was written, but has no name');
            await this.#tools.slack.reply(this.#ref, detailsReply(this.#facts, ended), { within: LAST_WORDS_MS });
            return undefined;
        }
        catch (thrown) {
            return (0,errors/* messageOf */.b)(thrown);
        }
    }
    #lateWords() {
        const late = `it took longer than ${LAST_WORDS_MS / 1000} s`;
        return this.#problem === undefined ? late : `${late}. ${(0,errors/* messageOf */.b)(this.#problem)}`;
    }
    #tell() {
        this.#wanted += 1;
        if (this.#told === 'failures')
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
            const content = deploymentMessage(facts, this.#progress);
            if (this.#ref === undefined)
                this.#ref = await slack.post({ ...content, channel: facts.channel }, { within });
            else
                await slack.edit(this.#ref, content, { within });
            this.#said = wanted;
            if (!this.#isOver)
                remember({ told: this.#told, ref: this.#ref, facts });
        }
    }
}
function isTransient(thrown) {
    return thrown instanceof errors/* UserError */.y && ['slack-unreachable', 'slack-rate-limited'].includes(thrown.reason);
}


/***/ }),

/***/ 3849:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vo: () => (/* binding */ toldCommit),
/* harmony export */   ki: () => (/* binding */ toldTrain),
/* harmony export */   ly: () => (/* binding */ TITLE),
/* harmony export */   m2: () => (/* binding */ trainPart),
/* harmony export */   wU: () => (/* binding */ trainWords)
/* harmony export */ });
/* harmony import */ var _domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7551);
/* harmony import */ var _domain_sha_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7698);
/* harmony import */ var _slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5115);



/** Characters of a name or a title, each of which may become five: a title is mostly shorter than 72. */
const TITLE = 150;
const SHOWN = 10;
/** `redact` takes secrets out, before anything is cut. */
function toldCommit({ sha, title, author }, redact) {
    const told = (text) => (0,_domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)((0,_domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(redact(text)), TITLE);
    return { sha, title: told(title), author: told(author) };
}
function toldTrain(train, redact) {
    if (train.kind === 'first' || train.kind === 'again')
        return train;
    const shown = train.commits.slice(0, SHOWN).map(commit => toldCommit(commit, redact));
    const more = train.kind === 'forward' && train.more;
    return { kind: train.kind, live: train.live, count: train.commits.length, more, shown };
}
/** What the train is, behind whoever asked for it. */
function trainWords(train) {
    switch (train?.kind) {
        case undefined:
            return '';
        case 'first':
            return ' · the first deployment here';
        case 'again':
            return ' · this commit is live already';
        case 'back':
            return ` · ${(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_1__/* .bold */ .Cr)('rollback')} from ${(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)((0,_domain_sha_js__WEBPACK_IMPORTED_MODULE_2__/* .shortSha */ .F)(train.live))}, which takes out ${commits(train.count)}`;
        case 'forward':
            return ` · a train of ${train.more ? 'more than ' : ''}${commits(train.count)} since ${(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)((0,_domain_sha_js__WEBPACK_IMPORTED_MODULE_2__/* .shortSha */ .F)(train.live))}`;
    }
}
/** The commits on the train, or taken out; nothing for a train of one, which stands above already. */
function trainPart(train, page, commit) {
    if (train === undefined || train.kind === 'first' || train.kind === 'again')
        return [];
    if (train.kind === 'forward' && train.count < 2 && !train.more)
        return [];
    const [from, to] = train.kind === 'back' ? [commit, train.live] : [train.live, commit];
    const compare = (0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)(`${page}/compare/${from}...${to}`, 'all of them');
    const hidden = train.count - train.shown.length;
    const more = (left) => `and ${train.more ? 'more than ' : ''}${left}: ${compare}`;
    const lines = train.shown.map(one => lineOf(one, page));
    return [{ lines: hidden > 0 ? [...lines, more(hidden)] : lines, more: left => more(left + hidden) }];
}
/** One commit, in one line. */
function lineOf({ sha, title, author }, page) {
    const by = author === '' ? '' : ` — ${(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)(author, TITLE)}`;
    return `• ${(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)(`${page}/commit/${sha}`, (0,_domain_sha_js__WEBPACK_IMPORTED_MODULE_2__/* .shortSha */ .F)(sha))} ${(0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)(title, TITLE)}${by}`;
}
function commits(count) {
    return count === 1 ? '1 commit' : `${count} commits`;
}


/***/ }),

/***/ 1839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   machineFetch: () => (/* binding */ machineFetch)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('bad-proxy', 'HTTPS_PROXY of this job is no address of a proxy; write it as http://host:port');
}


/***/ }),

/***/ 5921:
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


/***/ })

};
