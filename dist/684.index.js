export const id = 684;
export const ids = [684];
export const modules = {

/***/ 3910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ rotated),
/* harmony export */   c: () => (/* binding */ batchesOf)
/* harmony export */ });
/** Cuts a list into batches, each of at most `size`. */
function batchesOf(items, size) {
    const count = Math.ceil(items.length / size);
    return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
/** The same batches beginning with another one each run, so that a budget never leaves out the same ones. */
function rotated(batches, runNumber) {
    if (batches.length === 0)
        return [];
    const first = ((runNumber % batches.length) + batches.length) % batches.length;
    return [...batches.slice(first), ...batches.slice(0, first)];
}


/***/ }),

/***/ 2684:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  c: () => (/* binding */ lineOf),
  M: () => (/* binding */ tellChannels)
});

// EXTERNAL MODULE: ./lib/train/canonical-name.js
var canonical_name = __webpack_require__(1038);
// EXTERNAL MODULE: ./lib/runner/user-error.js
var user_error = __webpack_require__(9104);
;// CONCATENATED MODULE: ./lib/notify-stale/attempts.js

/** The same for every channel: nothing more is worth asking. */
const FOR_ALL = ['slack-token-invalid'];
/** So many failures in a row to reach Slack mean that it is down: each has cost more than a minute already. */
const DOWN_AFTER = 3;
/** What is done in Slack, channel by channel: what fails in one keeps no other from being told. */
class Attempts {
    #problems = [];
    #untried = new Set();
    #unreached = 0;
    /** Does the work, unless Slack is known to take nothing. Throws what is no `UserError`. */
    async make(channel, work) {
        if (this.#unreached >= DOWN_AFTER)
            return void this.#untried.add(channel);
        try {
            await work();
            this.#unreached = 0;
        }
        catch (thrown) {
            if (!(thrown instanceof user_error/* UserError */.y))
                throw thrown;
            if (FOR_ALL.includes(thrown.reason))
                this.#unreached = DOWN_AFTER;
            else
                this.#unreached = thrown.reason === 'slack-unreachable' ? this.#unreached + 1 : 0;
            this.#problems.push({ reason: thrown.reason, text: thrown.message, where: channel });
        }
    }
    /** What went wrong, each in one line, with the channel's ID as `where`. */
    get problems() {
        if (this.#untried.size === 0)
            return this.#problems;
        const text = `Slack was not asked about ${[...this.#untried].join(', ')} any more`;
        return [...this.#problems, { reason: 'slack-unreachable', text }];
    }
}

// EXTERNAL MODULE: ./lib/train/duration.js
var duration = __webpack_require__(2672);
// EXTERNAL MODULE: ./lib/slack/metadata.js
var metadata = __webpack_require__(647);
;// CONCATENATED MODULE: ./lib/notify-stale/remembered.js

/** By this the messages of scans are known from others of the same app. */
const STALE_EVENT = 'commit_train_stale';
/** Of what stands in the metadata. A message of another version is left alone. */
const VERSION = 1;
/** More are not remembered: a list of all would crowd out what was told. */
const CHANNELS = 40;
function metadataOf({ scan, state, environment, told, replied, channels }) {
    const known = channels.slice(0, CHANNELS).join(' ');
    const payload = { version: VERSION, scan, state, environment, told: told.map(written).join(' '), replied };
    return { eventType: STALE_EVENT, payload: known === '' ? payload : { ...payload, channels: known } };
}
/** Undefined for what is not ours to read: another version, or anything that nobody here wrote. */
function rememberedIn({ eventType, payload }) {
    if (eventType !== STALE_EVENT || payload.version !== VERSION)
        return undefined;
    const text = (name) => {
        const value = payload[name];
        return typeof value === 'string' ? value : '';
    };
    const state = STATES.find(one => one === payload.state);
    const told = text('told').split(' ').filter(Boolean).map(read);
    if (state === undefined || told.some(one => one === undefined))
        return undefined;
    return {
        scan: text('scan'),
        state,
        environment: text('environment'),
        told: told.filter(one => one !== undefined),
        replied: text('replied'),
        channels: text('channels').split(' ').filter(Boolean),
    };
}
/**
 * Whether Slack would keep it, also when each key has the longest numbers it can have: a message that has room for its keys
 * once always has.
 */
function hasRoom(remembered) {
    const channels = Array.from({ length: CHANNELS }, () => 'C0123456789');
    const told = remembered.told.map(one => ({ ...one, told: LATEST, count: MOST, since: LATEST, seen: LATEST }));
    return (0,metadata/* metadataFits */.YN)(metadataOf({ ...remembered, told, channels, replied: '1700000000.000000', state: 'reply' }));
}
const STATES = ['open', 'done', 'moved', 'reply'];
/** In base 36 of six digits: until 2038. */
const LATEST = 36 ** 6 - 1;
const MOST = 36 ** 3 - 1;
/**
 * `acme/web,told,count,since,seen`, the numbers in base 36: some 50 bytes a key, where JSON would take 130. The service is
 * written only where it is not named as the repository. No name has a comma, a blank or `#`.
 */
function written({ key, told, count, since, seen }) {
    const [repository = '', service = ''] = key.split('#');
    const name = repository.endsWith(`/${service}`) ? repository : key;
    return [name, ...[told, Math.min(count, MOST), since, seen].map(number => number.toString(36))].join(',');
}
function read(text) {
    const [name = '', ...rest] = text.split(',');
    const [told, count, since, seen] = rest.map(digits => Number.parseInt(digits, 36));
    if (told === undefined || count === undefined || since === undefined || seen === undefined)
        return undefined;
    if (name === '' || ![told, count, since, seen].every(Number.isSafeInteger))
        return undefined;
    const key = name.includes('#') ? name : `${name}#${name.split('/').at(-1) ?? ''}`;
    return { key, told, count, since, seen };
}

;// CONCATENATED MODULE: ./lib/notify-stale/open-messages.js



/** Messages are renewed before they are as old as this. */
const SEARCHED = 30 * duration/* DAY */.d_;
/** Finds the open messages of a scan in a channel, with what their threads have told since they were last written. */
async function findOpen(slack, channel, scan, now) {
    const { messages, complete } = await slack.find(channel, STALE_EVENT, now - SEARCHED);
    const ours = messages.flatMap(({ ref, metadata, before }) => {
        const remembered = rememberedIn(metadata);
        return remembered?.scan === scan ? [{ ref, remembered, newer: before }] : [];
    });
    const open = [];
    for (const { ref, remembered, newer } of ours) {
        if (remembered.state !== 'open')
            continue;
        const told = await toldIn(slack, ref, remembered);
        open.push({ ref, newer, ...told, environment: remembered.environment });
    }
    const byEnvironment = Map.groupBy(open, ({ environment }) => (0,canonical_name/* canonicalName */.E)(environment));
    return { open: byEnvironment, channels: ours[0]?.remembered.channels ?? [], complete };
}
/**
 * What a message has told: as it was last written, and by each reply since. A reply carries what it tells itself, so that
 * nothing is told twice when a run dies between the reply and the edit, and nothing is lost when the reply is not taken.
 */
async function toldIn(slack, ref, message) {
    const told = new Map(message.told.map(one => [one.key, one]));
    let { replied } = message;
    const { messages } = await slack.findReplies(ref, STALE_EVENT, message.replied);
    for (const reply of messages) {
        const remembered = rememberedIn(reply.metadata);
        if (remembered?.state !== 'reply' || remembered.scan !== message.scan)
            continue;
        for (const one of remembered.told)
            told.set(one.key, one);
        replied = reply.ref.ts;
    }
    return { told: [...told.values()], replied };
}

// EXTERNAL MODULE: ./lib/notify-stale/place.js
var notify_stale_place = __webpack_require__(6494);
// EXTERNAL MODULE: ./lib/train/stale/key.js
var stale_key = __webpack_require__(8331);
;// CONCATENATED MODULE: ./lib/train/stale/told.js

/**
 * Tells what is new since what was told. Each commit goes by the time since which it waits: all that are as old as one
 * that was told were stale when that was told, and were told with it. While the key is silent nothing is new, and what was
 * not told is not shown. Undefined when nothing is left to be shown.
 */
function tell(waiting, before, now) {
    const fresh = waiting.stale.filter(one => before === undefined || secondsOf(one) > before.told);
    const silent = waiting.silence !== undefined;
    const shown = silent ? waiting.stale.filter(one => !fresh.includes(one)) : waiting.stale;
    if (shown.length === 0)
        return undefined;
    const times = shown.map(secondsOf);
    const told = Math.max(before?.told ?? 0, ...times);
    const key = (0,stale_key/* keyText */.P)(waiting.key);
    return {
        shown,
        news: silent ? [] : fresh,
        told: { key, told, count: shown.length, since: Math.min(...times), seen: Math.floor(now / 1000) },
    };
}
/** Logins of those who wrote commits, each once, in the order of their newest; undefined where GitHub knows none. */
function authorsOf(commits) {
    return [...new Set(commits.flatMap(({ commit }) => commit.login ?? []))];
}
/** Whether a key is the one remembered. */
function isOf(told, key) {
    return told.key === (0,stale_key/* keyText */.P)(key);
}
function secondsOf({ since }) {
    return Math.floor((since?.at ?? 0) / 1000);
}

;// CONCATENATED MODULE: ./lib/train/stale/effect.js


/**
 * Decides what becomes of the message of one environment and channel. `open`: what the open message remembers, undefined
 * without one. `readings`: the keys of this run; one that is remembered and not among them counts as unread. A message
 * is done only when every key it tells of was read, or is known to belong here no more.
 */
function effectOn(open, readings, now) {
    const lines = [];
    const cleared = [];
    for (const reading of readings) {
        const before = open?.find(told => isOf(told, reading.key));
        if (reading.kind === 'judged') {
            const told = tell(reading, before, now);
            if (told !== undefined)
                lines.push({ kind: 'told', waiting: reading, ...told });
            else if (before !== undefined)
                cleared.push({ key: before.key, why: whyCleared(reading) });
        }
        else if (before !== undefined) {
            if (reading.kind === 'unread')
                lines.push({ kind: 'kept', told: before, unread: reading });
            else
                cleared.push({ key: before.key, why: 'unwatched' });
        }
    }
    const keys = new Set(readings.map(({ key }) => (0,stale_key/* keyText */.P)(key)));
    for (const told of open ?? [])
        if (!keys.has(told.key))
            lines.push({ kind: 'kept', told, unread: undefined });
    lines.sort((one, other) => one.told.since - other.told.since || (one.told.key < other.told.key ? -1 : 1));
    if (lines.length === 0)
        return open === undefined ? { kind: 'nothing' } : { kind: 'done', cleared };
    if (open === undefined)
        return { kind: 'post', lines };
    return { kind: 'edit', lines, news: lines.some(line => line.kind === 'told' && line.news.length > 0), cleared };
}
function whyCleared({ commits, stale }) {
    if (stale.length > 0)
        return 'silent';
    return commits.some(one => one.counts) ? 'not-stale' : 'live';
}

;// CONCATENATED MODULE: ./lib/notify-stale/plan.js




/** A search finds what is at most 30 days old, and among the newest 2,000: a message is renewed long before. */
const RENEWED_AFTER = 20 * duration/* DAY */.d_;
const RENEWED_BEHIND = 1000;
/**
 * Decides what becomes of the messages of one environment in one channel. There is one, unless it has no room for another
 * service: then the next one begins. A service stays where it was told. `open`: newest first.
 */
function planOf(open, readings, tools) {
    const { now, fits } = tools;
    const taken = new Set();
    const bins = [];
    const closed = [];
    for (const message of open) {
        const told = message.told.filter(({ key }) => !taken.has(key)).map(one => withGreatest(one, open));
        if (told.length === 0 && message.told.length > 0) {
            closed.push({ kind: 'close', message });
            continue;
        }
        for (const { key } of told)
            taken.add(key);
        const keys = new Set(told.map(({ key }) => key));
        bins.push({ message, told, readings: readings.filter(({ key }) => keys.has((0,stale_key/* keyText */.P)(key))) });
    }
    const fresh = readings.filter(({ key }) => !taken.has((0,stale_key/* keyText */.P)(key))).flatMap(reading => firstTold(reading, now));
    fresh.sort((one, other) => one.since - other.since);
    for (const { reading } of fresh) {
        const bin = bins.find(one => {
            const lines = linesOf({ ...one, readings: [...one.readings, reading] }, now);
            return fits(lines, one.message === undefined ? 'post' : 'edit');
        });
        if (bin === undefined)
            bins.push({ message: undefined, told: undefined, readings: [reading] });
        else
            bin.readings.push(reading);
    }
    return [...bins.flatMap(bin => stepOf(bin, tools) ?? []), ...closed];
}
/** Two runs at once may have told a key in two messages: what either told is told. */
function withGreatest(told, open) {
    const all = open.flatMap(message => message.told.filter(({ key }) => key === told.key));
    return { ...told, told: Math.max(...all.map(one => one.told)) };
}
function firstTold(reading, now) {
    const shown = reading.kind === 'judged' ? tell(reading, undefined, now) : undefined;
    return shown === undefined ? [] : [{ reading, since: shown.told.since }];
}
function linesOf({ told, readings }, now) {
    const effect = effectOn(told, readings, now);
    return effect.kind === 'post' || effect.kind === 'edit' ? effect.lines : [];
}
function stepOf({ message, told, readings }, { now, quiet }) {
    const effect = effectOn(told, readings, now);
    if (effect.kind === 'nothing')
        return undefined;
    if (effect.kind === 'post')
        return effect;
    if (message === undefined)
        throw new Error(`a message that is not there cannot become ${effect.kind}`);
    if (effect.kind === 'done')
        return { kind: 'done', message, cleared: effect.cleared };
    // News are told in the thread of the old one first.
    const old = now - Number(message.ref.ts) * 1000 > RENEWED_AFTER || message.newer > RENEWED_BEHIND;
    if (old && !quiet && !effect.news)
        return { kind: 'renew', message, lines: effect.lines };
    return { kind: 'edit', message, lines: effect.lines, news: effect.news, cleared: effect.cleared };
}

// EXTERNAL MODULE: ./lib/github/rotation.js
var rotation = __webpack_require__(3910);
// EXTERNAL MODULE: ./lib/slack/blocks.js
var blocks = __webpack_require__(6856);
// EXTERNAL MODULE: ./lib/slack/layout.js
var layout = __webpack_require__(1676);
// EXTERNAL MODULE: ./lib/slack/mrkdwn.js
var mrkdwn = __webpack_require__(5115);
// EXTERNAL MODULE: ./lib/train/status-text.js + 1 modules
var status_text = __webpack_require__(2281);
// EXTERNAL MODULE: ./lib/train/sha.js
var train_sha = __webpack_require__(2540);
// EXTERNAL MODULE: ./lib/train/stale/age.js
var age = __webpack_require__(1043);
// EXTERNAL MODULE: ./lib/train/stale/deployments.js
var deployments = __webpack_require__(8148);
;// CONCATENATED MODULE: ./lib/notify-stale/kind-words.js





/** Characters of a name that somebody else wrote. */
const NAME = 60;
/** Why a commit waits, for whoever can change it. Mrkdwn; empty when it just waits. */
function kindWords(one, { key }, rendering) {
    switch (one.kind) {
        case 'never-deployed':
            return `never deployed to ${(0,mrkdwn/* shortened */.vI)(key.environment, NAME)}`;
        case 'behind-failed':
            return `waiting behind a ${failedWords(one, key.repository, rendering)}`;
        case 'rolled-back':
            return `rolled back${rolledBackWords(one, rendering)}`;
        case 'checks-red':
            return redWords(one);
        default:
            return PLAIN[one.kind];
    }
}
const PLAIN = {
    undone: 'undone by a revert',
    skipped: 'not to be deployed by itself',
    ignored: 'changes nothing that is deployed',
    waiting: '',
};
function failedWords({ failed }, repository, { serverUrl, clock }) {
    if (failed === undefined)
        return 'failed deployment';
    const end = (0,deployments/* badEnd */.LR)(failed);
    const page = end?.logUrl || `${serverUrl}/${repository}/deployments`;
    const at = end === undefined ? '' : `, ${clock(end.createdAt)}`;
    return `${shortLink(page, 'failed deployment')} (${(0,mrkdwn/* code */.aY)((0,train_sha/* shortSha */.F)(failed.sha))}${at})`;
}
function rolledBackWords({ takenOutBy, since }, { clock }) {
    if (takenOutBy === undefined || since === undefined)
        return '';
    return ` ${clock(since.at)} to ${(0,mrkdwn/* code */.aY)((0,train_sha/* shortSha */.F)(takenOutBy.sha))}`;
}
/** Only its author can do something about it. */
function redWords({ checks }) {
    const failed = checks?.failed[0];
    if (failed !== undefined)
        return `checks red (${shortLink(failed.url, failed.name)}): cannot be deployed`;
    const running = checks?.running[0];
    if (running !== undefined)
        return `checks still running (${shortLink(running.url, running.name)}): cannot be deployed yet`;
    return 'its checks did not pass: cannot be deployed';
}
/** Addresses that other tools wrote may be of any length: a link must not crowd out what it is about. */
function shortLink(address, label) {
    const name = (0,status_text/* cut */.Jj)(label, NAME);
    return address.length > 300 ? (0,mrkdwn/* shortened */.vI)(name, NAME) : (0,mrkdwn/* link */.nf)(address, name);
}
/** A deployment that is open and no longer a reason for silence; empty for the others. */
function underWayWords({ deployment, kind, since }, { clock }) {
    const what = `deployment ${deployment.id} of ${(0,mrkdwn/* code */.aY)((0,train_sha/* shortSha */.F)(deployment.sha))}`;
    if (kind === 'stuck')
        return `${what} has said nothing since ${clock(since)}`;
    return kind === 'not-picked-up' ? `nobody has picked up ${what} since ${clock(since)}` : '';
}
/** How long a commit waits: `5 h`, `at least 3 days`. */
function waitsFor({ since }, now) {
    if (since === undefined)
        return 'nobody can tell how long';
    return `${since.atLeast ? 'at least ' : ''}${(0,age/* ageWords */.h)(now - since.at)}`;
}
function commitsWords(count, more = false) {
    return `${more ? 'more than ' : ''}${count.toLocaleString('en')} ${count === 1 ? 'commit' : 'commits'}`;
}

// EXTERNAL MODULE: ./lib/notify-stale/rendering.js
var notify_stale_rendering = __webpack_require__(9882);
// EXTERNAL MODULE: ./lib/notify-stale/compare-link.js
var compare_link = __webpack_require__(9755);
;// CONCATENATED MODULE: ./lib/notify-stale/deploy-command.js
/**
 * The command that asks for a deployment, ready for a shell; undefined when nothing can be deployed. GitHub is told to merge
 * nothing and to look at no checks: the verdict is ours, when the deployment runs.
 */
function deployCommand({ key, task, candidate }) {
    if (candidate === undefined)
        return undefined;
    const fields = [`ref=${candidate.commit.sha}`, `environment=${key.environment}`, `task=${task}`];
    const words = fields.map(field => `-f ${quoted(field)}`).join(' ');
    return `gh api repos/${key.repository}/deployments ${words} -F auto_merge=false -f 'required_contexts[]'`;
}
/** A policy may name an environment as it likes; whoever pastes the command must not run what its name says. */
function quoted(word) {
    return /^[\w./:@=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

;// CONCATENATED MODULE: ./lib/notify-stale/service-part.js







const service_part_NAME = 60;
const TITLE = 100;
/** The rest is behind the link. */
const COMMITS = 6;
/** Deployments that nobody has ended. */
const UNDER_WAY = 2;
const ELSEWHERE = 5;
/** What is said of one service: the line that always stands, then what there is room for. */
function servicePart(line, rendering) {
    if (line.kind === 'kept')
        return { title: keptTitle(line, rendering), lines: [], more: () => '' };
    const { waiting, shown } = line;
    const mixed = new Set(shown.map(({ kind }) => kind)).size > 1;
    const commits = shown.slice(0, COMMITS).map(one => commitLine(one, waiting, { rendering, mixed }));
    const more = moreOf(line, rendering);
    const rest = shown.length - commits.length;
    const tail = [...(rest > 0 ? [more(rest)] : []), ...commandLine(waiting)].join('\n');
    const lines = tail === '' ? commits : [...commits, tail];
    return {
        title: serviceTitle(line, rendering),
        lines,
        // What is left out from the end is the tail, then commits.
        more: left => more(shown.length - Math.min(commits.length, lines.length - left)),
    };
}
/** The same in one line, for a message of many services. */
function serviceTitle(line, rendering) {
    if (line.kind === 'kept')
        return keptTitle(line, rendering);
    const { waiting, shown } = line;
    const oldest = shown.at(-1);
    const page = (0,compare_link/* waitingPage */.F)(waiting, rendering.serverUrl);
    const oldestWords = oldest === undefined ? '' : `${shown.length > 1 ? ', the oldest' : ''} for ${waitsFor(oldest, rendering.now)}`;
    const words = [
        `${nameOf(waiting.key)}: ${(0,mrkdwn/* link */.nf)(page, commitsWords(shown.length, waiting.more))}${oldestWords}`,
        ...kindsIn(line, rendering),
        ...liveWords(line),
        ...silenceWords(waiting),
        ...waiting.underWay.slice(0, UNDER_WAY).map(one => underWayWords(one, rendering)),
        ...besideWords(line),
    ];
    return words.filter(word => word !== '').join(' · ');
}
function keptTitle({ told, unread }, { now, clock }) {
    const [repository = '', service = ''] = told.key.split('#');
    const waits = `${commitsWords(told.count)}${told.count > 1 ? ', the oldest' : ''} for ${(0,age/* ageWords */.h)(now - told.since * 1000)}`;
    const why = unread === undefined ? '' : ` (${(0,mrkdwn/* shortened */.vI)(unread.finding.text, TITLE)})`;
    return `${nameOf({ repository, service })}: ${waits} · not looked at since ${clock(told.seen * 1000)}${why}`;
}
function nameOf({ repository, service }) {
    const own = repository.toLowerCase().endsWith(`/${service.toLowerCase()}`);
    return `${(0,mrkdwn/* bold */.Cr)((0,mrkdwn/* shortened */.vI)(service, service_part_NAME))}${own ? '' : ` (${(0,mrkdwn/* shortened */.vI)(repository, service_part_NAME)})`}`;
}
/** Why they wait, each reason once, in the words of its newest commit; with how many where there are several. */
function kindsIn({ waiting, shown }, rendering) {
    const kinds = [...Map.groupBy(shown, ({ kind }) => kind).values()];
    return kinds.flatMap(commits => {
        const words = commits[0] === undefined ? '' : kindWords(commits[0], waiting, rendering);
        if (words === '')
            return [];
        return [kinds.length === 1 ? words : `${commits.length} ${words}`];
    });
}
function liveWords({ waiting, shown }) {
    const { live, branch } = waiting;
    const elsewhere = shown[0]?.liveIn ?? [];
    const all = elsewhere.slice(0, ELSEWHERE).map(name => (0,mrkdwn/* shortened */.vI)(name, service_part_NAME));
    const off = live.deployment !== undefined && live.offLine;
    return [
        ...(all.length === 0 ? [] : [`live in ${(0,notify_stale_rendering/* listed */.KE)(all)}`]),
        ...(off
            ? [`what is live, ${(0,mrkdwn/* code */.aY)((0,train_sha/* shortSha */.F)(live.deployment.sha))}, is not on ${(0,mrkdwn/* shortened */.vI)(branch, service_part_NAME)} any more`]
            : []),
    ];
}
/** Why nothing more is told just now, where people can do something about it. */
function silenceWords({ silence }) {
    const said = silence !== undefined && ['locked', 'deploying', 'waiting-for-approval'].includes(silence.reason);
    return said ? [(0,mrkdwn/* shortened */.vI)(silence.text, 2 * TITLE)] : [];
}
/** What waits beside what is told: younger commits, and those that count for nothing. */
function besideWords({ waiting, shown }) {
    const rest = waiting.commits.filter(one => !shown.includes(one));
    const count = (is, words) => {
        const found = rest.filter(is).length;
        return found === 0 ? [] : [`${found} ${words}`];
    };
    const beside = [
        ...count(one => one.counts, 'younger'),
        ...count(one => one.kind === 'undone', 'undone by a revert'),
        ...count(one => one.kind === 'skipped', 'with the skip marker'),
        ...count(one => one.kind === 'ignored', 'that change only ignored paths'),
    ];
    return beside.length === 0 ? [] : [`besides ${(0,notify_stale_rendering/* listed */.KE)(beside)}`];
}
function commitLine(one, waiting, { rendering, mixed }) {
    const { sha, title, login, author } = one.commit;
    const page = `${rendering.serverUrl}/${waiting.key.repository}/commit/${sha}`;
    const by = (0,mrkdwn/* shortened */.vI)(login ?? author, service_part_NAME);
    const words = mixed ? kindWords(one, waiting, rendering) : '';
    const parts = [`${(0,mrkdwn/* shortened */.vI)(title, TITLE)}${by === '' ? '' : ` — ${by}`}`, waitsFor(one, rendering.now), words];
    return `• ${(0,mrkdwn/* link */.nf)(page, (0,train_sha/* shortSha */.F)(sha))} ${parts.filter(part => part !== '').join(' · ')}`;
}
function moreOf({ waiting, shown }, { serverUrl }) {
    const page = (0,compare_link/* waitingPage */.F)(waiting, serverUrl);
    return left => {
        if (left === 0)
            return (0,mrkdwn/* link */.nf)(page, shown.length === 1 ? 'show it' : 'show them');
        return `and ${waiting.more ? 'more than ' : ''}${left.toLocaleString('en')} more: ${(0,mrkdwn/* link */.nf)(page, 'all of them')}`;
    };
}
/** Slack has no way to show a backtick in a command: an environment with one in its name is deployed by hand. */
function commandLine(waiting) {
    const text = deployCommand(waiting);
    return text === undefined || text.includes('`') ? [] : [(0,mrkdwn/* command */.G5)(text)];
}

;// CONCATENATED MODULE: ./lib/notify-stale/stale-message.js








const stale_message_NAME = 60;
/** With more services than this each has one line; the commits are behind its link, and in the job summary. */
const DETAILED_SERVICES = 12;
/** So many people can be rung by one message. */
const RUNG = 200;
/** So many are named where nobody is rung. */
const NAMED = 30;
/** The message of one environment and channel: what waits there, by service. */
function staleMessage(environment, lines, written, rendering) {
    return { text: textOf(environment, lines), blocks: blocksOf(environment, lines, written, rendering) };
}
/** Whether a message takes these lines: every service with its own at least, and everybody who is to be rung. */
function fitsOneMessage(environment, lines, written, rendering) {
    if (written === 'post' && peopleIn(lines).length > RUNG)
        return false;
    const text = JSON.stringify(blocksOf(environment, lines, written, rendering));
    return lines.every(line => text.includes(JSON.stringify(serviceTitle(line, rendering)).slice(1, -1)));
}
function blocksOf(environment, lines, written, rendering) {
    const rest = (hidden) => `and ${hidden} more services: ${(0,mrkdwn/* link */.nf)(rendering.runUrl, 'all of them')}`;
    const parts = lines.length > DETAILED_SERVICES
        ? [{ lines: lines.map(line => serviceTitle(line, rendering)), more: rest }]
        : lines.map(line => servicePart(line, rendering));
    const first = [(0,blocks/* header */.wx)(headlineOf(environment, lines)), ...peopleSections(lines, written, rendering)];
    return (0,layout/* layOut */.v)([...first, ...parts, (0,blocks/* context */._O)(footer(rendering))], rest);
}
/** `Waiting for production: 2 services, 5 commits`. */
function headlineOf(environment, lines) {
    const services = `${lines.length} ${lines.length === 1 ? 'service' : 'services'}`;
    const commits = lines.reduce((sum, { told }) => sum + told.count, 0);
    return `⏳ Waiting for ${(0,status_text/* cut */.Jj)((0,status_text/* oneLine */.TN)(environment), stale_message_NAME)}: ${services}, ${commitsWords(commits, isMore(lines))}`;
}
/** Without markup: notifications and screen readers say it. */
function textOf(environment, lines) {
    const services = lines.map(({ told }) => `${told.key.split('#')[1]} (${commitsWords(told.count)})`);
    return `Waiting for ${(0,mrkdwn/* shortened */.vI)(environment, stale_message_NAME)}: ${(0,mrkdwn/* shortened */.vI)((0,notify_stale_rendering/* listed */.KE)(services), 600)}`;
}
function isMore(lines) {
    return lines.some(line => line.kind === 'told' && line.waiting.more);
}
/** Mentions stand first, and in a post none is left out: whoever is not in there is not told. */
function peopleSections(lines, written, rendering) {
    const people = peopleIn(lines);
    const named = written === 'post' ? people : people.slice(0, NAMED);
    const words = named.map(person => (0,notify_stale_rendering/* personWords */.z7)(person, rendering, written === 'renewal'));
    const others = people.length - named.length;
    return personSections('For ', others === 0 ? words : [...words, `${others} others`]);
}
function peopleIn(lines) {
    return (0,notify_stale_rendering/* peopleOf */.xr)(lines.flatMap(line => (line.kind === 'told' ? line.shown : [])));
}
/** Names in as few paragraphs as they need. */
function personSections(start, people) {
    const paragraphs = (0,rotation/* batchesOf */.c)(people, 40);
    return paragraphs.map((part, index) => (0,blocks/* section */.uW)(`${index === 0 ? start : ''}${(0,notify_stale_rendering/* listed */.KE)(part)}`));
}
function footer({ runUrl, clock, zone, now }) {
    return `Told once, and kept up to date here · ${clock(now)}, ${(0,mrkdwn/* shortened */.vI)(zone, stale_message_NAME)} · ${(0,mrkdwn/* link */.nf)(runUrl, 'the whole table')}`;
}
/** What the message becomes when nothing of it waits any more. */
function doneMessage(environment, cleared, { clock, now }) {
    const of = (...why) => cleared.filter(one => why.includes(one.why)).map(({ key }) => (0,mrkdwn/* shortened */.vI)(key.split('#')[1] ?? '', stale_message_NAME));
    const groups = [
        [of('live'), 'nothing waits any more'],
        [of('not-stale', 'silent'), 'what was told waits no more'],
        [of('unwatched'), 'not looked at any more'],
    ];
    const words = groups
        .filter(([services]) => services.length > 0)
        .map(([services, said]) => `${(0,notify_stale_rendering/* listed */.KE)(services)}: ${said}`);
    const text = `✅ ${(0,mrkdwn/* shortened */.vI)(environment, stale_message_NAME)}: done`;
    const said = (0,status_text/* cut */.Jj)(words.join(' · '), 2000, units => units.length);
    return { text, blocks: [(0,blocks/* section */.uW)(`${text}${said === '' ? '' : ` · ${said}`} (${clock(now)})`)] };
}
/** What an older message becomes that goes on in a newer one. */
function closedMessage(environment) {
    const text = `⏳ ${(0,mrkdwn/* shortened */.vI)(environment, stale_message_NAME)}: goes on in a newer message below`;
    return { text, blocks: [(0,blocks/* section */.uW)(text)] };
}

;// CONCATENATED MODULE: ./lib/notify-stale/news-reply.js






/** So many people are rung by one reply; those of further services by the next. */
const PEOPLE = 200;
const news_reply_NAME = 60;
const news_reply_TITLE = 100;
/** Those services whose commits are new to the message, as many together as one reply takes. */
function newsOf(lines) {
    const replies = [];
    for (const line of lines) {
        if (line.kind !== 'told' || line.news.length === 0)
            continue;
        const last = replies.at(-1);
        if (last !== undefined && news_reply_peopleIn([...last, line]).length <= PEOPLE)
            last.push(line);
        else
            replies.push([line]);
    }
    return replies;
}
/** The reply that tells what is new, in the thread of its message. Its mentions ring. */
function newsReply(environment, news, rendering) {
    const count = news.reduce((sum, line) => sum + line.news.length, 0);
    const text = `${commitsWords(count)} more ${count === 1 ? 'waits' : 'wait'} for ${(0,mrkdwn/* shortened */.vI)(environment, news_reply_NAME)}`;
    const people = news_reply_peopleIn(news).map(person => (0,notify_stale_rendering/* personWords */.z7)(person, rendering));
    const lines = news.flatMap(line => line.news.map(one => newsLine(line, one, rendering)));
    const more = (left) => `and ${left} more: ${(0,mrkdwn/* link */.nf)(rendering.runUrl, 'all of them')}`;
    const first = people.length === 0 ? personSections('', [text]) : personSections(`${text}, for `, people);
    const blocks = (0,layout/* layOut */.v)([...first, { lines, more }], () => '');
    return { text, blocks };
}
function news_reply_peopleIn(lines) {
    return (0,notify_stale_rendering/* peopleOf */.xr)(lines.flatMap(({ news }) => news));
}
function newsLine({ waiting }, one, { serverUrl, now }) {
    const { sha, title, login, author } = one.commit;
    const page = `${serverUrl}/${waiting.key.repository}/commit/${sha}`;
    const by = (0,mrkdwn/* shortened */.vI)(login ?? author, news_reply_NAME);
    const service = (0,mrkdwn/* bold */.Cr)((0,mrkdwn/* shortened */.vI)(waiting.key.service, news_reply_NAME));
    return `• ${service} ${(0,mrkdwn/* link */.nf)(page, (0,train_sha/* shortSha */.F)(sha))} ${(0,mrkdwn/* shortened */.vI)(title, news_reply_TITLE)}${by === '' ? '' : ` — ${by}`} · ${waitsFor(one, now)}`;
}

;// CONCATENATED MODULE: ./lib/notify-stale/telling.js



/**
 * Takes one step, which may be several messages. What was told is remembered by the very request that tells it: a post by
 * its own metadata, a reply by its own. Only then the message is edited; should the run die before, or Slack not take it,
 * the next run finds the reply. Should the reply not be taken, nothing has been told and the next run tells it. Throws the
 * `UserError` of what Slack did not take; `onAction` has heard of what it did take.
 */
async function takeStep(step, place, pen, onAction) {
    const { slack, rendering } = pen;
    const { environment } = place;
    const say = (action, ref, lines, news = 0) => onAction({ ...place, action, ts: ref?.ts ?? '', services: lines.length, news });
    switch (step.kind) {
        case 'post': {
            const content = opened(step.lines, staleMessage(environment, step.lines, 'post', rendering), place, pen);
            say('post', await slack?.post({ ...content, channel: place.channel }), step.lines, newsIn(step.lines));
            return;
        }
        case 'edit': {
            let replied = step.message.replied;
            for (const news of step.news ? newsOf(step.lines) : []) {
                const content = { ...newsReply(environment, news, rendering), metadata: telling_metadata('reply', news, place, pen) };
                const ref = await slack?.reply(step.message.ref, content);
                replied = ref?.ts ?? replied;
                say('reply', ref, news, newsIn(news));
            }
            const content = staleMessage(environment, step.lines, 'edit', rendering);
            await slack?.edit(step.message.ref, opened(step.lines, content, place, pen, replied));
            say('edit', step.message.ref, step.lines);
            return;
        }
        case 'renew': {
            const content = opened(step.lines, staleMessage(environment, step.lines, 'renewal', rendering), place, pen);
            say('renew', await slack?.post({ ...content, channel: place.channel }), step.lines);
            // Should this fail, the next run finds two that tell the same, and closes the older one.
            return await telling_close(step.message, place, pen);
        }
        case 'close':
            await telling_close(step.message, place, pen);
            return say('close', step.message.ref, []);
        case 'done': {
            const content = doneMessage(environment, step.cleared, rendering);
            await slack?.edit(step.message.ref, { ...content, metadata: telling_metadata('done', [], place, pen) });
            say('done', step.message.ref, []);
        }
    }
}
async function telling_close({ ref }, place, pen) {
    await pen.slack?.edit(ref, { ...closedMessage(place.environment), metadata: telling_metadata('moved', [], place, pen) });
}
function opened(lines, content, place, pen, replied = '') {
    return { ...content, metadata: telling_metadata('open', lines, place, pen, replied) };
}
function telling_metadata(state, lines, { environment }, { scan, channels }, replied = '') {
    // A reply only says what it told: where else the scan tells is the message's to know.
    const known = state === 'reply' ? [] : channels;
    return metadataOf({ scan, state, environment, told: lines.map(({ told }) => told), replied, channels: known });
}
function newsIn(lines) {
    return lines.reduce((sum, line) => sum + (line.kind === 'told' ? line.news.length : 0), 0);
}

;// CONCATENATED MODULE: ./lib/notify-stale/channels.js








/**
 * Brings the messages of every channel up to date, one channel after the other; what fails in one does not keep the others
 * from being told. Channels that an earlier run told, and which no policy that could be read names today, are found in the
 * messages of the others.
 */
async function tellChannels(readings, telling) {
    const { slack, pen, log, dryRun } = telling;
    const { now } = pen.rendering;
    const actions = [];
    const attempts = new Attempts();
    const found = new Map();
    const queue = [...new Set(readings.places.map(({ channel }) => channel))].sort();
    const named = new Set(queue);
    // First all are searched, so that each message can be given the channels of all.
    for (const channel of queue) {
        await attempts.make(channel, async () => {
            const one = await findOpen(slack, channel, pen.scan, now);
            found.set(channel, one);
            if (!one.complete && one.open.size === 0)
                log.notice(tooFarUp(channel));
            for (const other of one.channels)
                if (!queue.includes(other))
                    queue.push(other);
        });
    }
    const channels = queue.filter(channel => named.has(channel) || (found.get(channel)?.open.size ?? 1) > 0);
    for (const [channel, { open }] of found) {
        for (const place of placesOf(channel, open, readings)) {
            await attempts.make(channel, async () => {
                for (const step of stepsOf(place, open.get((0,canonical_name/* canonicalName */.E)(place.environment)) ?? [], readings, telling)) {
                    await takeStep(step, place, { ...pen, channels, slack: dryRun ? undefined : slack }, action => {
                        actions.push(action);
                        log.info(lineOf(action, dryRun));
                    });
                }
            });
        }
    }
    return { actions, problems: attempts.problems };
}
function tooFarUp(channel) {
    return `${channel}: no open message is among its newest 2,000; should one stand further up, it is told a second time`;
}
/** Places of this run, and those of messages that nobody asked for any more. */
function placesOf(channel, open, readings) {
    const found = [...open.values()].flat().map(({ environment }) => ({ environment, channel }));
    const places = [...readings.places.filter(place => place.channel === channel), ...found];
    return [...new Map(places.map(place => [(0,notify_stale_place/* placeText */.Z)(place), place])).values()];
}
function stepsOf(place, open, readings, { pen, quiet }) {
    const { rendering, scan } = pen;
    const remembered = open.flatMap(({ told }) => told);
    return planOf(open, readings.at(place, remembered, rendering.now), {
        now: rendering.now,
        quiet: quiet !== undefined,
        fits: (lines, written) => {
            const told = lines.map(line => line.told);
            const room = hasRoom({ scan, state: 'open', environment: place.environment, told, replied: '', channels: [] });
            return room && fitsOneMessage(place.environment, lines, written, rendering);
        },
    });
}
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
    const about = services === 0 ? '' : ` (${services} services, ${news} commits told for the first time)`;
    return `${channel}, ${environment}: the message ${dryRun ? WOULD[action] : DONE[action]}${about}`;
}


/***/ }),

/***/ 9755:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ waitingPage)
/* harmony export */ });
/** The page with all that waits; without a commit of the branch that was ever live, all there is. */
function waitingPage({ key, live, branch, commits }, serverUrl) {
    const page = `${serverUrl}/${key.repository}`;
    const ref = encodeURIComponent(branch).replaceAll('%2F', '/');
    // Twelve digits name a commit, and leave more of a message for other things.
    if (live.base !== undefined)
        return `${page}/compare/${live.base.sha.slice(0, 12)}...${ref}`;
    return commits.length === 1 ? `${page}/commit/${commits[0]?.commit.sha}` : `${page}/commits/${ref}`;
}


/***/ }),

/***/ 6494:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ placeText)
/* harmony export */ });
/* harmony import */ var _train_canonical_name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1038);

/** The same for two spellings of one environment. */
function placeText({ environment, channel }) {
    return `${channel} ${(0,_train_canonical_name_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalName */ .E)(environment)}`;
}


/***/ }),

/***/ 9882:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KE: () => (/* binding */ listed),
/* harmony export */   ie: () => (/* binding */ clockOf),
/* harmony export */   xr: () => (/* binding */ peopleOf),
/* harmony export */   z7: () => (/* binding */ personWords)
/* harmony export */ });
/* harmony import */ var _slack_mrkdwn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5115);
/* harmony import */ var _train_canonical_name_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1038);


/** Who wrote commits, each once, in the order of their newest. */
function peopleOf(commits) {
    const people = commits.map(({ commit: { login, author } }) => ({ login, name: login ?? author }));
    return [...new Map(people.map(person => [person.name, person])).values()].filter(({ name }) => name !== '');
}
/** A person as mrkdwn: mentioned where Slack knows them, unless `quietly`. */
function personWords({ login, name }, { users }, quietly = false) {
    const member = login === undefined ? undefined : users.get((0,_train_canonical_name_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalName */ .E)(login));
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

/***/ 2540:
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

/***/ 1043:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ ageWords)
/* harmony export */ });
/* unused harmony export afterWords */
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2672);

/** How long something waits, as exact as a person needs it: `5 min`, `7 h`, `3 days`. In milliseconds. */
function ageWords(ms) {
    if (ms < _duration_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp)
        return `${Math.max(0, Math.floor(ms / _duration_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY))} min`;
    if (ms < 2 * _duration_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_)
        return `${Math.floor(ms / _duration_js__WEBPACK_IMPORTED_MODULE_0__/* .HOUR */ .dp)} h`;
    return `${Math.floor(ms / _duration_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY */ .d_)} days`;
}
/** A duration of the policy in words: `30 min`, `4 h`, `24 h`, `2 days`. */
function afterWords(ms) {
    if (ms % DAY === 0 && ms > DAY)
        return `${ms / DAY} days`;
    return ms % HOUR === 0 ? `${ms / HOUR} h` : `${ms / MINUTE} min`;
}


/***/ }),

/***/ 8331:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ keyText)
/* harmony export */ });
/* harmony import */ var _canonical_name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1038);

/** `owner/name#service`, the same however the names are spelled: how a message remembers whom it tells of. */
function keyText({ repository, service }) {
    return `${(0,_canonical_name_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalName */ .E)(repository)}#${(0,_canonical_name_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalName */ .E)(service)}`;
}


/***/ }),

/***/ 2281:
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

;// CONCATENATED MODULE: ./lib/train/steps.js
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

;// CONCATENATED MODULE: ./lib/train/status-text.js

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


/***/ })

};
