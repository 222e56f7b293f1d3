export const id = 639;
export const ids = [639];
export const modules = {

/***/ 9580:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  present: () => (/* binding */ present)
});

// EXTERNAL MODULE: ./lib/train/stale/key.js
var key = __webpack_require__(8331);
;// CONCATENATED MODULE: ./lib/notify-stale/stale-output.js

/** More would not fit into an output: GitHub takes one megabyte for all of them. */
const COMMITS = 20;
/** What is stale, for the steps that follow. Times as ISO 8601. */
function staleOutput({ repositories }) {
    return judgedOf(repositories)
        .filter(({ stale }) => stale.length > 0)
        .map(waiting => ({
        ...waiting.key,
        count: waiting.stale.length,
        more: waiting.more,
        since: iso(waiting.stale.at(-1)?.since?.at),
        silent: waiting.silence?.reason ?? '',
        deploy: waiting.candidate?.commit.sha ?? '',
        commits: waiting.stale.slice(0, COMMITS).map(({ commit, kind, since, liveIn }) => ({
            sha: commit.sha,
            title: commit.title,
            author: commit.login ?? commit.author,
            since: iso(since?.at),
            kind,
            liveIn,
        })),
    }));
}
/** The keys that were judged, in the order of their names. */
function judgedOf(repositories) {
    const readings = repositories.flatMap(({ keys }) => keys.map(({ reading }) => reading));
    const judged = readings.filter(reading => reading.kind === 'judged');
    return judged.toSorted((one, other) => ((0,key/* keyText */.P)(one.key) < (0,key/* keyText */.P)(other.key) ? -1 : 1));
}
function iso(at) {
    return at === undefined ? '' : new Date(at).toISOString();
}

// EXTERNAL MODULE: ./lib/runner/markdown.js
var markdown = __webpack_require__(1781);
// EXTERNAL MODULE: ./lib/train/sha.js
var train_sha = __webpack_require__(2540);
// EXTERNAL MODULE: ./lib/train/stale/age.js
var stale_age = __webpack_require__(1043);
// EXTERNAL MODULE: ./lib/notify-stale/channels.js + 12 modules
var channels = __webpack_require__(2684);
// EXTERNAL MODULE: ./lib/notify-stale/compare-link.js
var compare_link = __webpack_require__(9755);
// EXTERNAL MODULE: ./lib/notify-stale/rendering.js
var rendering = __webpack_require__(9882);
;// CONCATENATED MODULE: ./lib/notify-stale/summary.js






/** The job summary: what is wrong first, then one table of everything. GitHub's Markdown. */
function summaryOf(result, serverUrl) {
    const { problems, repositories, zone, now } = result;
    const readings = repositories.flatMap(({ keys }) => keys.map(({ reading }) => reading));
    const left = repositories.flatMap(({ kind, finding }) => kind === 'left-out' && finding !== undefined ? [finding] : []);
    const stale = readings.filter(reading => reading.kind === 'judged' && reading.stale.length > 0).length;
    const sections = [
        `## ${stale === 0 ? 'Nothing is stale' : `${stale} of ${readings.length} are stale`}${incomplete(result)}`,
        findings('❌', problems),
        findings('⏭️ not looked at:', left),
        table(readings, result, serverUrl),
        result.actions.map(action => `- ${(0,markdown/* escaped */.M)((0,channels/* lineOf */.c)(action, result.slack === 'dry-run'))}`).join('\n'),
        `${costLine(result)} Times are those of ${(0,markdown/* escaped */.M)(zone)}; looked at ${(0,rendering/* clockOf */.ie)(zone, now)(now)}.`,
    ];
    return `${sections.filter(section => section !== '').join('\n\n')}\n`;
}
/** `, as far as could be read`: nobody may take less for all. */
function incomplete({ repositories }) {
    const unread = repositories.filter(({ kind }) => kind === 'failed' || kind === 'left-out').length;
    return unread === 0 ? '' : `; ${unread} of ${repositories.length} repositories could not be looked at`;
}
function findings(mark, all) {
    return all.map(({ text }) => `- ${mark} ${(0,markdown/* escaped */.M)(text)}`).join('\n');
}
function table(readings, { now, quiet }, serverUrl) {
    const rows = readings.map(reading => {
        const { service, environment, repository } = reading.key;
        const name = repository.endsWith(`/${service}`) ? service : `${repository}: ${service}`;
        const first = `| ${(0,markdown/* escaped */.M)(name)} | ${(0,markdown/* escaped */.M)(environment)} |`;
        if (reading.kind === 'unread')
            return `${first} | | | | could not be read |`;
        const { live, commits, stale, silence, more } = reading;
        const oldest = stale.at(-1)?.since;
        const sha = live.deployment === undefined ? 'never deployed' : `\`${(0,train_sha/* shortSha */.F)(live.deployment.sha)}\``;
        const waiting = `[${more ? 'more than ' : ''}${commits.length}](${encodeURI((0,compare_link/* waitingPage */.F)(reading, serverUrl))})`;
        const age = oldest === undefined ? '' : `${oldest.atLeast ? 'at least ' : ''}${(0,stale_age/* ageWords */.h)(now - oldest.at)}`;
        const why = silence === undefined ? kindsOf(reading) : silence.reason === 'nothing-stale' ? '' : `silent: ${silence.text}`;
        return `${first} ${sha} | ${commits.length === 0 ? '0' : waiting} | ${stale.length} ${age === '' ? '' : `(${age})`} | ${(0,markdown/* escaped */.M)(why)} |`;
    });
    if (rows.length === 0)
        return '';
    const head = ['| service | environment | live | waiting | stale | |', '| --- | --- | --- | --- | --- | --- |'];
    return [...(quiet === undefined ? [] : [`Nobody is rung now: ${(0,markdown/* escaped */.M)(quiet)}.`, '']), ...head, ...rows].join('\n');
}
const KINDS = {
    undone: 'undone by a revert',
    skipped: 'skip marker',
    ignored: 'ignored paths',
    'checks-red': 'checks red',
    'rolled-back': 'rolled back',
    'behind-failed': 'behind a failed deployment',
    'never-deployed': 'never deployed',
    waiting: 'waiting',
};
function kindsOf({ stale }) {
    const counts = Map.groupBy(stale, ({ kind }) => kind);
    return [...counts].map(([kind, commits]) => `${commits.length} ${KINDS[kind]}`).join(', ');
}
/** What the run took, in one line. */
function costLine({ cost, repositories }) {
    const { points, queries, requests, budget, remaining, slackRequests } = cost;
    const left = remaining === undefined ? '' : `; GitHub has ${remaining.toLocaleString('en')} points left this hour`;
    return (`${repositories.length} repositories: ${points} points in ${queries} queries and ${requests} REST requests of a budget ` +
        `of ${budget}${left}; ${slackRequests} requests to Slack.`);
}

;// CONCATENATED MODULE: ./lib/notify-stale/present.js


/** Says how the run ended: the outputs, the last lines of the log, the job summary. Red when anything could not be done. */
async function present(result, runner, serverUrl) {
    const { problems, repositories, actions, cost } = result;
    const left = repositories.filter(({ kind }) => kind === 'left-out');
    const outputs = {
        outcome: problems.length === 0 ? 'success' : 'error',
        reason: problems[0]?.reason ?? '',
        stale: JSON.stringify(staleOutput(result)),
        problems: JSON.stringify(problems.map(({ reason, text, where = '' }) => ({ reason, text, where }))),
        'left-out': JSON.stringify(left.map(({ repository }) => repository)),
        messages: JSON.stringify(actions.map(({ environment, channel, action, ts }) => ({ environment, channel, action, ts }))),
        points: String(cost.points),
        requests: String(cost.requests),
    };
    for (const [name, value] of Object.entries(outputs))
        runner.setOutput(name, value);
    for (const { key, stale, silence } of judgedOf(repositories)) {
        if (stale.length === 0)
            continue;
        const silent = silence === undefined ? '' : `; silent: ${silence.text}`;
        runner.log.info(`${key.repository}, ${key.service} → ${key.environment}: ${stale.length} stale${silent}`);
    }
    runner.log.info(costLine(result));
    if (left.length > 0) {
        const why = left[0]?.finding?.text ?? '';
        const names = left.map(({ repository }) => repository).join(', ');
        runner.log.warning(`Not looked at: ${names}: ${why}. The next run begins with others`);
    }
    await runner.writeSummary(summaryOf(result, serverUrl));
    for (const { text } of problems)
        runner.fail(text);
}


/***/ }),

/***/ 1781:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ escaped),
/* harmony export */   O: () => (/* binding */ fenced)
/* harmony export */ });
/** Texts come from commits, clusters and registries: none may become Markdown or HTML of its own. */
function escaped(text) {
    return text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll(/[\\`*_[\]|~#]/g, '\\$&')
        .replaceAll('@', '@\u200b')
        .replaceAll(/\s+/g, ' ');
}
/** A block of lines as they are, in a fence longer than any run of backticks inside: a log cannot end its own block. */
function fenced(lines) {
    const text = lines.join('\n');
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return [fence, text, fence].join('\n');
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

/***/ 2672:
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

/***/ 8148:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LR: () => (/* binding */ badEnd),
/* harmony export */   QQ: () => (/* binding */ goodSince),
/* harmony export */   XX: () => (/* binding */ goodOnes),
/* harmony export */   nO: () => (/* binding */ oursOf),
/* harmony export */   nT: () => (/* binding */ isOpen)
/* harmony export */ });
/* harmony import */ var _task_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7729);

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

/***/ 7729:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xb: () => (/* binding */ taskOf),
/* harmony export */   _i: () => (/* binding */ serviceOfTask),
/* harmony export */   i: () => (/* binding */ TASK_OF_SERVICE),
/* harmony export */   wn: () => (/* binding */ TASK)
/* harmony export */ });
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
