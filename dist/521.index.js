export const id = 521;
export const ids = [521];
export const modules = {

/***/ 521:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  present: () => (/* binding */ present)
});

// EXTERNAL MODULE: ./lib/domain/deployment/status-text.js + 1 modules
var status_text = __webpack_require__(7551);
// EXTERNAL MODULE: ./lib/domain/history/key.js
var key = __webpack_require__(4144);
;// CONCATENATED MODULE: ./lib/delivery/stale/stale-output.js


/**
 * Characters of the list. GitHub takes 1 MiB for all outputs of a job and counts two bytes a character; what was not read has
 * an output too. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs
 */
const LENGTH = 300_000;
/** So many of the newest commits of each; fewer where all together are too long. */
const COMMITS = [20, 5, 1, 0];
const TITLE = 200;
/** What is stale, as JSON; times as ISO 8601. The oldest commits of each are left out first, then the last of the list. */
function staleOutput({ repositories }) {
    const stale = judgedOf(repositories).filter(waiting => waiting.stale.length > 0);
    for (const commits of COMMITS) {
        const json = JSON.stringify(stale.map(waiting => entry(waiting, commits)));
        if (json.length <= LENGTH)
            return { json, left: 0 };
    }
    const entries = stale.map(waiting => JSON.stringify(entry(waiting, 0)));
    let length = 2;
    const fitting = entries.findIndex(text => {
        length += text.length + 1;
        return length > LENGTH;
    });
    return { json: `[${entries.slice(0, fitting).join(',')}]`, left: entries.length - fitting };
}
function entry(waiting, commits) {
    return {
        ...waiting.key,
        count: waiting.stale.length,
        more: waiting.more,
        since: iso(waiting.stale.at(-1)?.since?.at),
        silent: waiting.silence?.reason ?? '',
        deploy: waiting.candidate?.commit.sha ?? '',
        commits: waiting.stale.slice(0, commits).map(({ commit, kind, since, liveIn }) => ({
            sha: commit.sha,
            title: (0,status_text/* cut */.Jj)(commit.title, TITLE),
            author: commit.login ?? commit.author,
            since: iso(since?.at),
            kind,
            liveIn,
        })),
    };
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

// EXTERNAL MODULE: ./lib/domain/sha.js
var domain_sha = __webpack_require__(7698);
// EXTERNAL MODULE: ./lib/domain/stale/age.js
var stale_age = __webpack_require__(5193);
// EXTERNAL MODULE: ./lib/text/counted.js
var counted = __webpack_require__(3497);
// EXTERNAL MODULE: ./lib/text/markdown.js
var markdown = __webpack_require__(6362);
// EXTERNAL MODULE: ./lib/delivery/stale/text/action-line.js
var action_line = __webpack_require__(4879);
// EXTERNAL MODULE: ./lib/delivery/stale/text/compare-link.js
var compare_link = __webpack_require__(5880);
// EXTERNAL MODULE: ./lib/delivery/stale/text/rendering.js
var rendering = __webpack_require__(8644);
;// CONCATENATED MODULE: ./lib/delivery/stale/text/summary.js







/** The job summary: what is wrong first, then one table of everything. GitHub's Markdown. */
function summaryOf(result, serverUrl) {
    const { problems, repositories, zone, now } = result;
    const readings = repositories.flatMap(({ keys }) => keys.map(({ reading }) => reading));
    const left = repositories.flatMap(({ kind, finding }) => kind === 'left-out' && finding !== undefined ? [finding] : []);
    const stale = readings.filter(reading => reading.kind === 'judged' && reading.stale.length > 0).length;
    const unknown = incomplete(result);
    // The all clear, for which all must have been looked at.
    const nothing = unknown === '' && problems.length === 0 ? 'Nothing is stale' : 'Nothing stale was found';
    const sections = [
        `## ${stale === 0 ? nothing : `${stale} of ${readings.length} ${stale === 1 ? 'has' : 'have'} stale commits`}${unknown}`,
        findings('❌', problems),
        findings('⏭️ not looked at:', left),
        table(readings, result, serverUrl),
        result.actions.map(action => `- ${(0,markdown/* escaped */.M)((0,action_line/* lineOf */.c)(action, result.slack === 'dry-run'))}`).join('\n'),
        `${costLine(result)} Times are those of ${(0,markdown/* escaped */.M)(zone)}; looked at ${(0,rendering/* clockOf */.ie)(zone, now)(now)}.`,
    ];
    return `${sections.filter(section => section !== '').join('\n\n')}\n`;
}
/** How much nobody knows: nobody may take less for all. */
function incomplete({ repositories }) {
    const unread = repositories.filter(({ kind }) => kind === 'failed' || kind === 'left-out').length;
    const keys = repositories.flatMap(one => one.keys.map(({ reading }) => one.kind === 'read' && reading.kind === 'unread'));
    const partly = keys.filter(Boolean).length;
    return [
        ...(unread === 0 ? [] : [`; ${unread} of ${repositories.length} repositories could not be looked at`]),
        ...(partly === 0 ? [] : [`; ${partly} of ${keys.length} could not be read`]),
    ].join('');
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
            return `${first} | | | could not be read |`;
        const { live, commits, stale, silence, more } = reading;
        const oldest = stale.at(-1)?.since;
        const sha = live.deployment === undefined ? 'never deployed' : `\`${(0,domain_sha/* shortSha */.F)(live.deployment.sha)}\``;
        const waiting = `[${more ? 'more than ' : ''}${commits.length}](${(0,compare_link/* waitingPage */.F)(reading, serverUrl)})`;
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
    return (`${(0,counted/* counted */.h)(repositories.length, 'repository', 'repositories')}: ${(0,counted/* counted */.h)(points, 'point')} in ${(0,counted/* counted */.h)(queries, 'query', 'queries')} and ` +
        `${(0,counted/* counted */.h)(requests, 'REST request')} of a budget of ${budget}${left}; ${(0,counted/* counted */.h)(slackRequests, 'request')} to Slack.`);
}

;// CONCATENATED MODULE: ./lib/actions/notify-stale/outputs.js


/** Says how the run ended: the outputs, the last lines of the log, the job summary. Red when anything could not be done. */
async function present(result, runner, serverUrl) {
    const { problems, repositories, actions, cost } = result;
    const left = repositories.filter(({ kind }) => kind === 'left-out');
    const stale = staleOutput(result);
    const outputs = {
        outcome: problems.length === 0 ? 'success' : 'error',
        reason: problems[0]?.reason ?? '',
        stale: stale.json,
        problems: JSON.stringify(problems.map(({ reason, text, where = '' }) => ({ reason, text, where }))),
        'left-out': JSON.stringify(left.map(({ repository }) => repository)),
        messages: JSON.stringify(actions.map(({ environment, channel, action, ts }) => ({ environment, channel, action, ts }))),
        points: String(cost.points),
        requests: String(cost.requests),
    };
    for (const [name, value] of Object.entries(outputs))
        runner.setOutput(name, value);
    for (const { key, stale: commits, silence } of judgedOf(repositories)) {
        if (commits.length === 0)
            continue;
        const silent = silence === undefined ? '' : `; silent: ${silence.text}`;
        runner.log.info(`${key.repository}, ${key.service} → ${key.environment}: ${commits.length} stale${silent}`);
    }
    runner.log.info(costLine(result));
    if (left.length > 0) {
        const why = left[0]?.finding?.text ?? '';
        const names = left.map(({ repository }) => repository).join(', ');
        runner.log.warning(`Not looked at: ${names}: ${why}. The next run begins with others`);
    }
    if (stale.left > 0)
        runner.log.warning(`The output "stale" would be too long: ${stale.left} of its entries are left out`);
    await runner.writeSummary(summaryOf(result, serverUrl));
    for (const { text } of problems)
        runner.fail(text);
}


/***/ }),

/***/ 4879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ lineOf)
/* harmony export */ });
/* harmony import */ var _text_counted_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3497);

const DONE = {
    post: 'posted',
    edit: 'edited',
    reply: 'replied',
    done: 'turned to its done line',
    renew: 'went on in a new message',
    close: 'closed: a newer message goes on',
};
const WOULD = {
    post: 'would be posted',
    edit: 'would be edited',
    reply: 'would get a reply',
    done: 'would be turned to its done line',
    renew: 'would go on in a new message',
    close: 'would be closed: a newer message goes on',
};
/** One action in one line of the log. */
function lineOf({ environment, channel, action, services, news }, dryRun) {
    const about = services === 0
        ? ''
        : ` (${(0,_text_counted_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .h)(services, 'service')}${news === 0 ? '' : `, ${(0,_text_counted_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .h)(news, 'commit')} told for the first time`})`;
    return `${channel}, ${environment}: the message ${dryRun ? WOULD[action] : DONE[action]}${about}`;
}


/***/ }),

/***/ 5880:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ waitingPage)
/* harmony export */ });
/**
 * The page with all that waits; without a commit of the branch that was ever live, all there is. Its address is whole: it may
 * stand in Markdown and in Slack as it is, whatever the branch is called.
 */
function waitingPage({ key, live, branch, commits }, serverUrl) {
    const page = `${serverUrl}/${key.repository}`;
    const ref = encodeURIComponent(branch).replaceAll('%2F', '/').replaceAll('(', '%28').replaceAll(')', '%29');
    // Twelve digits name a commit, and leave more of a message for other things.
    if (live.base !== undefined)
        return `${page}/compare/${live.base.sha.slice(0, 12)}...${ref}`;
    return commits.length === 1 ? `${page}/commit/${commits[0]?.commit.sha}` : `${page}/commits/${ref}`;
}


/***/ }),

/***/ 8644:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KE: () => (/* binding */ listed),
/* harmony export */   ie: () => (/* binding */ clockOf),
/* harmony export */   xr: () => (/* binding */ peopleOf),
/* harmony export */   z7: () => (/* binding */ personWords)
/* harmony export */ });
/* harmony import */ var _slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5115);
/* harmony import */ var _text_canonical_name_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4097);


/** Who wrote commits, each once, in the order of their newest. */
function peopleOf(commits) {
    const people = commits.map(({ commit: { login, author } }) => ({ login, name: login ?? author }));
    return [...new Map(people.map(person => [person.name, person])).values()].filter(({ name }) => name !== '');
}
/** A person as mrkdwn: mentioned where Slack knows them, unless `quietly`. */
function personWords({ login, name }, { users }, quietly = false) {
    const member = login === undefined ? undefined : users.get((0,_text_canonical_name_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalName */ .E)(login));
    return member === undefined || quietly ? (0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_0__/* .shortened */ .vI)(name, 60) : (0,_slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_0__/* .mention */ .lE)(member);
}
/** `a`, `a and b`, `a, b and c`. */
function listed(texts) {
    const last = texts.at(-1);
    return texts.length < 2 ? (last ?? '') : `${texts.slice(0, -1).join(', ')} and ${last}`;
}
/** Shows moments in a zone, by the day of `now`. */
function clockOf(zone, now) {
    const time = new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
    });
    const day = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' });
    const today = day.format(now);
    return at => (day.format(at) === today ? time.format(at) : `${day.format(at)}, ${time.format(at)}`);
}


/***/ }),

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

/***/ 4144:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ keyText)
/* harmony export */ });
/* harmony import */ var _text_canonical_name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4097);

/** `owner/name#service`, the same however the names are spelled: how a message remembers whom it tells of. */
function keyText({ repository, service }) {
    return `${(0,_text_canonical_name_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalName */ .E)(repository)}#${(0,_text_canonical_name_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalName */ .E)(service)}`;
}


/***/ }),

/***/ 7698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ shortSha),
/* harmony export */   g: () => (/* binding */ fullSha)
/* harmony export */ });
const FULL_SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** The full SHA (SHA-1 or SHA-256) in lower case, or undefined when `text` is anything else, short SHAs included. */
function fullSha(text) {
    const lower = text.toLowerCase();
    return FULL_SHA.test(lower) ? lower : undefined;
}
/** The first seven digits: for people, never for looking anything up. */
function shortSha(sha) {
    return sha.slice(0, 7);
}


/***/ }),

/***/ 5193:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ ageWords)
/* harmony export */ });
/* harmony import */ var _policy_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4464);

/** How long something waits, as exact as a person needs it: `5 min`, `7 h`, `3 days`. In milliseconds. */
function ageWords(ms) {
    if (ms < _policy_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp)
        return `${Math.max(0, Math.floor(ms / _policy_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY))} min`;
    if (ms < 2 * _policy_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_)
        return `${Math.floor(ms / _policy_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp)} h`;
    return `${Math.floor(ms / _policy_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_)} days`;
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


/***/ }),

/***/ 3497:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ counted)
/* harmony export */ });
/** `1 service`, `2 services`. */
function counted(many, noun, plural = `${noun}s`) {
    return `${many.toLocaleString('en')} ${many === 1 ? noun : plural}`;
}


/***/ }),

/***/ 6362:
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


/***/ })

};
