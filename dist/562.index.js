export const id = 562;
export const ids = [562];
export const modules = {

/***/ 8562:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runNotifyStale: () => (/* binding */ runNotifyStale)
});

;// CONCATENATED MODULE: ./lib/domain/stale/quiet-hours.js
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

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/github/budget.js
var github_budget = __webpack_require__(8818);
// EXTERNAL MODULE: ./lib/github/graphql/parts.js
var graphql_parts = __webpack_require__(1159);
// EXTERNAL MODULE: ./lib/policy/policy.js + 7 modules
var policy_policy = __webpack_require__(1293);
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
  policy: object(expression: "HEAD:${policy_policy/* POLICY_FILE */.CX}") {
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
        const text = `${policy_policy/* POLICY_FILE */.CX} must be a plain text file that GitHub shows whole: make it smaller, or a file`;
        throw new errors/* UserError */.y('policy-invalid', text, { outcome: 'refused' });
    }
    return (0,answer/* textIn */.r7)(policy, 'text');
}

// EXTERNAL MODULE: ./lib/github/graphql/client.js
var client = __webpack_require__(6962);
// EXTERNAL MODULE: ./lib/github/graphql/query.js
var graphql_query = __webpack_require__(3417);
;// CONCATENATED MODULE: ./lib/github/scan/repository-search.js




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
 * Finds an organization's repositories that carry a topic, without the archived ones. Throws a `UserError` (error) when
 * they cannot be listed: then nobody knows what to look at.
 */
async function findRepositories(tools, { organization, topic }) {
    // Both become part of GitHub's search language, in which a blank begins another condition.
    if (!NAME.test(organization))
        throw invalid(`Input "organization" is '${organization}', which is not the name of one`);
    if (!TOPIC.test(topic))
        throw invalid(`Input "topic" is '${topic}'; a topic has lower-case letters, digits and '-', at most 50`);
    const names = new Set();
    let total = 0;
    let after;
    for (let page = 1; page <= PAGES; page++) {
        const search = await readPage(tools, `org:${organization} topic:${topic} archived:false`, after);
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
    return { repositories, unlisted: unlistedOf(repositories.length, total, { organization, topic }) };
}
function unlistedOf(listed, total, { organization, topic }) {
    if (total <= listed)
        return undefined;
    const what = `repositories of ${organization} with the topic '${topic}'`;
    const text = `GitHub lists ${listed} of ${total} ${what}: nobody looked at the others; name the repositories`;
    return { reason: 'repositories-not-listed', text, where: organization };
}
async function readPage(tools, query, after) {
    for (let attempt = 1;; attempt++) {
        const part = {
            requests: 1,
            write: (declare) => `search(type: REPOSITORY, query: ${declare('String!', query)}, first: 100, after: ${declare('String', after ?? null)}) { ...found }`,
        };
        const answer = await (0,client/* send */.t)(tools, (0,graphql_query/* composeQuery */.tO)(FORM, [part]));
        if (answer.kind === 'answered') {
            const [error] = answer.errors;
            const search = answer.data.p0;
            if (error === undefined && typeof search === 'object' && search !== null)
                return search;
            const text = `GitHub did not search for '${query}' (${[error?.type, error?.message].filter(Boolean).join(' ')}): run again, or name the repositories`;
            throw new errors/* UserError */.y('github-rejected', text);
        }
        if (answer.kind === 'stopped' || attempt === TRIES)
            throw new errors/* UserError */.y(answer.finding.reason, answer.finding.text);
        await tools.clock.sleep(attempt * 1000);
    }
}
function invalid(text) {
    return new errors/* UserError */.y('bad-input', text);
}

// EXTERNAL MODULE: ./lib/text/canonical-name.js
var canonical_name = __webpack_require__(4097);
;// CONCATENATED MODULE: ./lib/delivery/stale/attempts.js

/** The same for every channel: nothing more is worth asking. */
const FOR_ALL = ['slack-token-invalid'];
const GONE = ['slack-channel-not-found', 'slack-not-in-channel', 'slack-channel-archived'];
/** Slack is down, or takes no more from this app for now. */
const FOR_NOW = ['slack-unreachable', 'slack-rate-limited'];
/** So many of these in a row mean that it will last: each has cost more than a minute already. */
const DOWN_AFTER = 3;
/** What is done in Slack, channel by channel: what fails in one keeps no other from being told. */
class Attempts {
    #problems = [];
    #untried = new Set();
    #unreached = 0;
    /**
     * Looks into a channel that no policy names: it may be gone, and need not be told any more. Resolves with whether that is
     * so for good.
     */
    async look(channel, work) {
        let gone = false;
        await this.make(channel, async () => {
            try {
                await work();
            }
            catch (thrown) {
                gone = thrown instanceof errors/* UserError */.y && GONE.includes(thrown.reason);
                if (!gone)
                    throw thrown;
            }
        });
        return gone;
    }
    /** Does the work, unless Slack is known to take nothing. Throws what is no `UserError`. */
    async make(channel, work) {
        if (this.#unreached >= DOWN_AFTER)
            return void this.#untried.add(channel);
        try {
            await work();
            this.#unreached = 0;
        }
        catch (thrown) {
            if (!(thrown instanceof errors/* UserError */.y))
                throw thrown;
            if (FOR_ALL.includes(thrown.reason))
                this.#unreached = DOWN_AFTER;
            else
                this.#unreached = FOR_NOW.includes(thrown.reason) ? this.#unreached + 1 : 0;
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

// EXTERNAL MODULE: ./lib/slack/metadata.js
var metadata = __webpack_require__(647);
;// CONCATENATED MODULE: ./lib/delivery/stale/message-metadata.js

/** By this the messages of scans are known from others of the same app. */
const STALE_EVENT = 'commit_train_stale';
/** Of what stands in the metadata. A message of another version is left alone. */
const VERSION = 1;
/** Of all keys together: reverts that wait are few. What is more is forgotten, and then never told. */
const UNTOLD = 8;
/** More are not remembered: a list of all would crowd out what was told. */
const CHANNELS = 40;
function metadataOf({ scan, state, environment, told, replied, channels }) {
    const known = channels.slice(0, CHANNELS).join(' ');
    const payload = { version: VERSION, scan, state, environment, told: written(bounded(told)), replied };
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
    const told = read(text('told'));
    if (state === undefined || told === undefined)
        return undefined;
    return {
        scan: text('scan'),
        state,
        environment: text('environment'),
        told,
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
    const untold = (at) => (at === 0 ? Array.from({ length: UNTOLD }, () => '0123456') : []);
    const longest = { told: LATEST, count: MOST, since: LATEST, seen: LATEST, base: '012' };
    const told = remembered.told.map((one, at) => ({ ...one, ...longest, untold: untold(at) }));
    return (0,metadata/* metadataFits */.YN)(metadataOf({ ...remembered, told, channels, replied: '1700000000.000000', state: 'reply' }));
}
const STATES = ['open', 'done', 'moved', 'reply'];
/** In base 36 of six digits: until 2038. */
const LATEST = 36 ** 6 - 1;
const MOST = 36 ** 3 - 1;
function bounded(told) {
    let left = UNTOLD;
    return told.map(one => {
        const untold = one.untold.slice(0, left);
        left -= untold.length;
        return { ...one, untold };
    });
}
/**
 * `acme/web,told,count,since,seen,base api,…`, the numbers in base 36: some 50 bytes a key, where JSON would take 150; behind
 * them the SHAs that were not told, if there are any, with dots between. The owner is written where it is another than
 * before, the service where it is not named as the repository. No name has a comma, a blank, `/` or `#`.
 */
function written(told) {
    let before = '';
    const sorted = told.toSorted((one, other) => (one.key < other.key ? -1 : 1));
    return sorted
        .map(({ key, told, count, since, seen, base, untold }) => {
        const [repository = '', service = ''] = key.split('#');
        const [owner = '', name = ''] = repository.split('/');
        const words = `${owner === before ? '' : `${owner}/`}${name}${name === service ? '' : `#${service}`}`;
        before = owner;
        const numbers = [told, Math.min(count, MOST), since, seen].map(number => number.toString(36));
        return [words, ...numbers, base, ...(untold.length === 0 ? [] : [untold.join('.')])].join(',');
    })
        .join(' ');
}
/** Undefined when any of it is not what `written` writes. */
function read(text) {
    const told = [];
    let before = '';
    for (const one of text.split(' ').filter(Boolean)) {
        const [words = '', ...rest] = one.split(',');
        const [, owner = before, name, service = name] = /^(?:([^/#]+)\/)?([^/#]+)(?:#([^/#]+))?$/.exec(words) ?? [];
        const [at, count, since, seen] = rest
            .slice(0, 4)
            .map(number => (/^[0-9a-z]{1,7}$/.test(number) ? Number.parseInt(number, 36) : undefined));
        const [base = '', untold = ''] = rest.slice(4);
        if (name === undefined || owner === '' || !/^[0-9a-f.]*$/.test(base + untold))
            return undefined;
        if (at === undefined || count === undefined || since === undefined || seen === undefined)
            return undefined;
        told.push({
            key: `${owner}/${name}#${service}`,
            told: at,
            count,
            since,
            seen,
            base,
            untold: untold.split('.').filter(Boolean),
        });
        before = owner;
    }
    return told;
}

// EXTERNAL MODULE: ./lib/domain/sha.js
var domain_sha = __webpack_require__(7698);
// EXTERNAL MODULE: ./lib/slack/layout.js
var layout = __webpack_require__(1676);
// EXTERNAL MODULE: ./lib/slack/mrkdwn.js
var mrkdwn = __webpack_require__(5115);
// EXTERNAL MODULE: ./lib/domain/deployment/status-text.js + 1 modules
var status_text = __webpack_require__(7551);
// EXTERNAL MODULE: ./lib/domain/history/deployments.js
var history_deployments = __webpack_require__(5447);
// EXTERNAL MODULE: ./lib/domain/stale/age.js
var age = __webpack_require__(5193);
// EXTERNAL MODULE: ./lib/text/counted.js
var counted = __webpack_require__(3497);
;// CONCATENATED MODULE: ./lib/delivery/stale/text/kind-words.js






/** Characters of a name that somebody else wrote. */
const kind_words_NAME = 60;
/** Why a commit waits, for whoever can change it. Mrkdwn; empty when it just waits. */
function kindWords(one, { key }, rendering) {
    switch (one.kind) {
        case 'never-deployed':
            return `never deployed to ${(0,mrkdwn/* shortened */.vI)(key.environment, kind_words_NAME)}`;
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
    const end = (0,history_deployments/* badEnd */.LR)(failed);
    const page = end?.logUrl || `${serverUrl}/${repository}/deployments`;
    const at = end === undefined ? '' : `, ${clock(end.createdAt)}`;
    return `${shortLink(page, 'failed deployment')} (${(0,mrkdwn/* code */.aY)((0,domain_sha/* shortSha */.F)(failed.sha))}${at})`;
}
function rolledBackWords({ takenOutBy, since }, { clock }) {
    if (takenOutBy === undefined || since === undefined)
        return '';
    return ` ${clock(since.at)} to ${(0,mrkdwn/* code */.aY)((0,domain_sha/* shortSha */.F)(takenOutBy.sha))}`;
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
    const name = (0,status_text/* cut */.Jj)(label, kind_words_NAME);
    return address.length > 300 ? (0,mrkdwn/* shortened */.vI)(name, kind_words_NAME) : (0,mrkdwn/* link */.nf)(address, name);
}
/** A deployment that is open and no longer a reason for silence; empty for the others. */
function underWayWords({ deployment, kind, since }, { clock }) {
    const what = `deployment ${deployment.id} of ${(0,mrkdwn/* code */.aY)((0,domain_sha/* shortSha */.F)(deployment.sha))}`;
    if (kind === 'stuck')
        return `${what} has said nothing since ${clock(since)}`;
    if (kind !== 'not-picked-up')
        return '';
    const text = `nobody has picked up ${what} since ${clock(since)}`;
    // GitHub starts nothing for what a workflow's own token did, and says so nowhere.
    // https://docs.github.com/en/actions/using-workflows/triggering-a-workflow#triggering-a-workflow-from-a-workflow
    const ownToken = deployment.creator === 'github-actions' || deployment.creator === 'github-actions[bot]';
    return ownToken
        ? `${text}: made with a workflow's own token, which starts nothing: was a workflow dispatched for it?`
        : text;
}
/** How long a commit waits: `5 h`, `at least 3 days`. */
function waitsFor({ since }, now) {
    if (since === undefined)
        return 'nobody can tell how long';
    return `${since.atLeast ? 'at least ' : ''}${(0,age/* ageWords */.h)(now - since.at)}`;
}
function commitsWords(count, more = false) {
    return `${more ? 'more than ' : ''}${(0,counted/* counted */.h)(count, 'commit')}`;
}

// EXTERNAL MODULE: ./lib/delivery/stale/text/rendering.js
var text_rendering = __webpack_require__(8644);
;// CONCATENATED MODULE: ./lib/github/batches.js
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

// EXTERNAL MODULE: ./lib/slack/blocks.js
var blocks = __webpack_require__(6856);
// EXTERNAL MODULE: ./lib/delivery/stale/text/compare-link.js
var compare_link = __webpack_require__(5880);
;// CONCATENATED MODULE: ./lib/delivery/stale/text/deploy-command.js
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

;// CONCATENATED MODULE: ./lib/delivery/stale/text/service-part.js







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
        ...(all.length === 0 ? [] : [`live in ${(0,text_rendering/* listed */.KE)(all)}`]),
        ...(off
            ? [`what is live, ${(0,mrkdwn/* code */.aY)((0,domain_sha/* shortSha */.F)(live.deployment.sha))}, is not on ${(0,mrkdwn/* shortened */.vI)(branch, service_part_NAME)} any more`]
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
    return beside.length === 0 ? [] : [`besides ${(0,text_rendering/* listed */.KE)(beside)}`];
}
function commitLine(one, waiting, { rendering, mixed }) {
    const { sha, title, login, author } = one.commit;
    const page = `${rendering.serverUrl}/${waiting.key.repository}/commit/${sha}`;
    const by = (0,mrkdwn/* shortened */.vI)(login ?? author, service_part_NAME);
    const words = mixed ? kindWords(one, waiting, rendering) : '';
    const parts = [`${(0,mrkdwn/* shortened */.vI)(title, TITLE)}${by === '' ? '' : ` — ${by}`}`, waitsFor(one, rendering.now), words];
    return `• ${(0,mrkdwn/* link */.nf)(page, (0,domain_sha/* shortSha */.F)(sha))} ${parts.filter(part => part !== '').join(' · ')}`;
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

;// CONCATENATED MODULE: ./lib/delivery/stale/text/stale-message.js









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
    const commits = lines.reduce((sum, { told }) => sum + told.count, 0);
    return `⏳ Waiting for ${(0,status_text/* cut */.Jj)((0,status_text/* oneLine */.TN)(environment), stale_message_NAME)}: ${(0,counted/* counted */.h)(lines.length, 'service')}, ${commitsWords(commits, isMore(lines))}`;
}
/** Without markup: notifications and screen readers say it. */
function textOf(environment, lines) {
    const services = lines.map(({ told }) => `${told.key.split('#')[1]} (${commitsWords(told.count)})`);
    return `Waiting for ${(0,mrkdwn/* shortened */.vI)(environment, stale_message_NAME)}: ${(0,mrkdwn/* shortened */.vI)((0,text_rendering/* listed */.KE)(services), 600)}`;
}
function isMore(lines) {
    return lines.some(line => line.kind === 'told' && line.waiting.more);
}
/** Mentions stand first, and in a post none is left out: whoever is not in there is not told. */
function peopleSections(lines, written, rendering) {
    const people = peopleIn(lines);
    const named = written === 'post' ? people : people.slice(0, NAMED);
    const words = named.map(person => (0,text_rendering/* personWords */.z7)(person, rendering, written === 'renewal'));
    const others = people.length - named.length;
    return personSections('For ', others === 0 ? words : [...words, `${others} others`]);
}
function peopleIn(lines) {
    return (0,text_rendering/* peopleOf */.xr)(lines.flatMap(line => (line.kind === 'told' ? line.shown : [])));
}
/** Names in as few paragraphs as they need. */
function personSections(start, people) {
    const paragraphs = batchesOf(people, 40);
    return paragraphs.map((part, index) => (0,blocks/* section */.uW)(`${index === 0 ? start : ''}${(0,text_rendering/* listed */.KE)(part)}`));
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
        .map(([services, said]) => `${(0,text_rendering/* listed */.KE)(services)}: ${said}`);
    const text = `✅ ${(0,mrkdwn/* shortened */.vI)(environment, stale_message_NAME)}: done`;
    const said = (0,status_text/* cut */.Jj)(words.join(' · '), 2000, units => units.length);
    return { text, blocks: [(0,blocks/* section */.uW)(`${text}${said === '' ? '' : ` · ${said}`} (${clock(now)})`)] };
}
/** What an older message becomes that goes on in a newer one. */
function closedMessage(environment) {
    const text = `⏳ ${(0,mrkdwn/* shortened */.vI)(environment, stale_message_NAME)}: goes on in a newer message below`;
    return { text, blocks: [(0,blocks/* section */.uW)(text)] };
}

;// CONCATENATED MODULE: ./lib/delivery/stale/text/news-reply.js






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
    const people = news_reply_peopleIn(news).map(person => (0,text_rendering/* personWords */.z7)(person, rendering));
    const lines = news.flatMap(line => line.news.map(one => newsLine(line, one, rendering)));
    const more = (left) => `and ${left} more: ${(0,mrkdwn/* link */.nf)(rendering.runUrl, 'all of them')}`;
    const first = people.length === 0 ? personSections('', [text]) : personSections(`${text}, for `, people);
    const blocks = (0,layout/* layOut */.v)([...first, { lines, more }], () => '');
    return { text, blocks };
}
function news_reply_peopleIn(lines) {
    return (0,text_rendering/* peopleOf */.xr)(lines.flatMap(({ news }) => news));
}
function newsLine({ waiting }, one, { serverUrl, now }) {
    const { sha, title, login, author } = one.commit;
    const page = `${serverUrl}/${waiting.key.repository}/commit/${sha}`;
    const by = (0,mrkdwn/* shortened */.vI)(login ?? author, news_reply_NAME);
    const service = (0,mrkdwn/* bold */.Cr)((0,mrkdwn/* shortened */.vI)(waiting.key.service, news_reply_NAME));
    return `• ${service} ${(0,mrkdwn/* link */.nf)(page, (0,domain_sha/* shortSha */.F)(sha))} ${(0,mrkdwn/* shortened */.vI)(title, news_reply_TITLE)}${by === '' ? '' : ` — ${by}`} · ${waitsFor(one, now)}`;
}

;// CONCATENATED MODULE: ./lib/delivery/stale/deliver-step.js



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
            const content = opened(toldIn(step.lines), staleMessage(environment, step.lines, 'post', rendering), place, pen);
            say('post', await slack?.post({ ...content, channel: place.channel }), step.lines, newsIn(step.lines));
            return;
        }
        case 'edit': {
            let replied = step.message.replied;
            for (const news of step.news ? newsOf(step.lines) : []) {
                const content = {
                    ...newsReply(environment, news, rendering),
                    metadata: deliver_step_metadata('reply', toldIn(news), place, pen),
                };
                const ref = await slack?.reply(step.message.ref, content);
                replied = ref?.ts ?? replied;
                say('reply', ref, news, newsIn(news));
            }
            const content = staleMessage(environment, step.lines, 'edit', rendering);
            const told = [...toldIn(step.lines), ...step.remembered];
            await slack?.edit(step.message.ref, opened(told, content, place, pen, replied));
            say('edit', step.message.ref, step.lines);
            return;
        }
        case 'renew': {
            const told = [...toldIn(step.lines), ...step.remembered];
            const content = opened(told, staleMessage(environment, step.lines, 'renewal', rendering), place, pen);
            say('renew', await slack?.post({ ...content, channel: place.channel }), step.lines);
            // Should this fail, the next run finds two that tell the same, and closes the older one.
            return await deliver_step_close(step.message, place, pen);
        }
        case 'close':
            await deliver_step_close(step.message, place, pen);
            return say('close', step.message.ref, []);
        case 'done': {
            const content = doneMessage(environment, step.cleared, rendering);
            await slack?.edit(step.message.ref, { ...content, metadata: deliver_step_metadata('done', [], place, pen) });
            say('done', step.message.ref, []);
        }
    }
}
async function deliver_step_close({ ref }, place, pen) {
    await pen.slack?.edit(ref, { ...closedMessage(place.environment), metadata: deliver_step_metadata('moved', [], place, pen) });
}
function opened(told, content, place, pen, replied = '') {
    return { ...content, metadata: deliver_step_metadata('open', told, place, pen, replied) };
}
function deliver_step_metadata(state, told, { environment }, { scan, channels }, replied = '') {
    // A reply only says what it told: where else the scan tells is the message's to know.
    const known = state === 'reply' ? [] : channels;
    return metadataOf({ scan, state, environment, told, replied, channels: known });
}
function toldIn(lines) {
    return lines.map(({ told }) => told);
}
function newsIn(lines) {
    return lines.reduce((sum, line) => sum + (line.kind === 'told' ? line.news.length : 0), 0);
}

// EXTERNAL MODULE: ./lib/policy/duration.js
var duration = __webpack_require__(4464);
;// CONCATENATED MODULE: ./lib/delivery/stale/open-messages.js



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
        const told = await open_messages_toldIn(slack, ref, remembered);
        open.push({ ref, newer, ...told, environment: remembered.environment });
    }
    const byEnvironment = Map.groupBy(open, ({ environment }) => (0,canonical_name/* canonicalName */.E)(environment));
    return { open: byEnvironment, channels: ours[0]?.remembered.channels ?? [], complete };
}
/**
 * What a message has told: as it was last written, and by each reply since. A reply carries what it tells itself, so that
 * nothing is told twice when a run dies between the reply and the edit, and nothing is lost when the reply is not taken.
 */
async function open_messages_toldIn(slack, ref, message) {
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

;// CONCATENATED MODULE: ./lib/delivery/stale/place.js

/** The same for two spellings of one environment. */
function placeText({ environment, channel }) {
    return `${channel} ${(0,canonical_name/* canonicalName */.E)(environment)}`;
}

// EXTERNAL MODULE: ./lib/domain/history/key.js
var history_key = __webpack_require__(4144);
;// CONCATENATED MODULE: ./lib/domain/stale/notified.js


/**
 * Tells what is new since what was told. Each commit goes by the time since which it waits: all that are as old as one
 * that was told were stale when that was told, and were told with it, but for those that were undone then, or live. While the key is
 * silent nothing is new, and what was not told is not shown. Undefined when nothing is left to be shown.
 */
function tell(waiting, before, now) {
    const fresh = waiting.stale.filter(one => isNew(one, before, waiting));
    const silent = waiting.silence !== undefined;
    const shown = silent ? waiting.stale.filter(one => !fresh.includes(one)) : waiting.stale;
    if (shown.length === 0)
        return undefined;
    const times = shown.map(secondsOf);
    const told = Math.max(before?.told ?? 0, ...times);
    const news = silent ? [] : fresh;
    const untold = waiting.commits.filter(one => mayComeBack(one, told) && isNew(one, before, waiting) && !news.includes(one));
    return {
        shown,
        news,
        told: {
            ...{ key: (0,history_key/* keyText */.P)(waiting.key), told, count: shown.length, since: Math.min(...times) },
            ...{ seen: Math.floor(now / 1000), untold: untold.map(shortOf), base: baseOf(waiting) },
        },
    };
}
/**
 * What an open message goes on remembering of a service of which it shows nothing any more: commits that were told and that
 * a revert undid wait on, and are not told again when they are wanted again. Undefined when there are none.
 */
function rememberedOf(waiting, before, now) {
    const undone = waiting.commits.filter(one => mayComeBack(one, before.told));
    const untold = undone.filter(one => isNew(one, before, waiting));
    if (untold.length === undone.length)
        return undefined;
    return { ...before, count: 0, seen: Math.floor(now / 1000), untold: untold.map(shortOf), base: baseOf(waiting) };
}
function isNew(one, before, waiting) {
    if (before === undefined || secondsOf(one) > before.told || before.untold.includes(shortOf(one)))
        return true;
    // The branch was rewritten behind what is live: what waited went with it, and what waits now was live.
    return waiting.live.offLine && before.base !== '' && before.base !== baseOf(waiting);
}
/** Only ever compared with that of the scan before, after a branch was rewritten: three digits will do. */
function baseOf({ live }) {
    return (live.base?.sha ?? '').slice(0, 3);
}
/** As old as what was told; and it counts, or would if a revert were not there. */
function mayComeBack(one, told) {
    return one.since !== undefined && secondsOf(one) <= told && (one.counts || one.kind === 'undone');
}
function shortOf({ commit }) {
    return (0,domain_sha/* shortSha */.F)(commit.sha);
}
/** Whether a key is the one remembered. */
function isOf(told, key) {
    return told.key === (0,history_key/* keyText */.P)(key);
}
function secondsOf({ since }) {
    return Math.floor((since?.at ?? 0) / 1000);
}

;// CONCATENATED MODULE: ./lib/domain/stale/effect.js


/**
 * Decides what becomes of the message of one environment and channel. `open`: what the open message remembers, undefined
 * without one. `readings`: the keys of this run; one that is remembered and not among them counts as unread. A message
 * is done only when every key it tells of was read, or is known to belong here no more.
 */
function effectOn(open, readings, now) {
    const lines = [];
    const cleared = [];
    const remembered = [];
    const keep = (told, unread) => {
        if (told.count === 0)
            remembered.push(told);
        else
            lines.push({ kind: 'kept', told, unread });
    };
    for (const reading of readings) {
        const before = open?.find(told => isOf(told, reading.key));
        if (reading.kind === 'judged') {
            const told = tell(reading, before, now);
            if (told !== undefined)
                lines.push({ kind: 'told', waiting: reading, ...told });
            else if (before !== undefined) {
                if (before.count > 0)
                    cleared.push({ key: before.key, why: whyCleared(reading) });
                remembered.push(...[rememberedOf(reading, before, now)].filter(one => one !== undefined));
            }
        }
        else if (before !== undefined) {
            if (reading.kind === 'unread')
                keep(before, reading);
            else if (before.count > 0)
                cleared.push({ key: before.key, why: 'unwatched' });
        }
    }
    const keys = new Set(readings.map(({ key }) => (0,history_key/* keyText */.P)(key)));
    for (const told of open ?? [])
        if (!keys.has(told.key))
            keep(told, undefined);
    lines.sort((one, other) => one.told.since - other.told.since || (one.told.key < other.told.key ? -1 : 1));
    if (lines.length === 0)
        return open === undefined ? { kind: 'nothing' } : { kind: 'done', cleared };
    if (open === undefined)
        return { kind: 'post', lines };
    const news = lines.some(line => line.kind === 'told' && line.news.length > 0);
    return { kind: 'edit', lines, remembered, news, cleared };
}
function whyCleared({ commits, stale }) {
    if (stale.length > 0)
        return 'silent';
    return commits.some(one => one.counts) ? 'not-stale' : 'live';
}

;// CONCATENATED MODULE: ./lib/delivery/stale/plan.js




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
        bins.push({ message, told, readings: readings.filter(({ key }) => keys.has((0,history_key/* keyText */.P)(key))) });
    }
    const fresh = readings.filter(({ key }) => !taken.has((0,history_key/* keyText */.P)(key))).flatMap(reading => firstTold(reading, now));
    fresh.sort((one, other) => one.since - other.since);
    for (const { reading } of fresh) {
        const bin = bins.find(one => {
            const { lines, remembered } = contentOf({ ...one, readings: [...one.readings, reading] }, now);
            return fits(lines, remembered, one.message === undefined ? 'post' : 'edit');
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
function contentOf({ told, readings }, now) {
    const effect = effectOn(told, readings, now);
    const lines = effect.kind === 'post' || effect.kind === 'edit' ? effect.lines : [];
    return { lines, remembered: effect.kind === 'edit' ? effect.remembered : [] };
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
    const { lines, remembered, news, cleared } = effect;
    // News are told in the thread of the old one first.
    const old = now - Number(message.ref.ts) * 1000 > RENEWED_AFTER || message.newer > RENEWED_BEHIND;
    if (old && !quiet && !news)
        return { kind: 'renew', message, lines, remembered };
    return { kind: 'edit', message, lines, remembered, news, cleared };
}

// EXTERNAL MODULE: ./lib/delivery/stale/text/action-line.js
var action_line = __webpack_require__(4879);
;// CONCATENATED MODULE: ./lib/delivery/stale/channels.js









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
    const gone = new Set();
    // First all are searched, so that each message can be given the channels of all.
    for (const channel of queue) {
        const search = async () => {
            const one = await findOpen(slack, channel, pen.scan, now);
            found.set(channel, one);
            if (!one.complete && one.open.size === 0)
                log.notice(tooFarUp(channel));
            for (const other of one.channels)
                if (!queue.includes(other))
                    queue.push(other);
        };
        if (named.has(channel))
            await attempts.make(channel, search);
        else if (await attempts.look(channel, search))
            gone.add(channel);
    }
    const isOver = (channel) => gone.has(channel) || found.get(channel)?.open.size === 0;
    const channels = queue.filter(channel => named.has(channel) || !isOver(channel));
    for (const [channel, { open }] of found) {
        for (const place of placesOf(channel, open, readings)) {
            await attempts.make(channel, async () => {
                for (const step of stepsOf(place, open.get((0,canonical_name/* canonicalName */.E)(place.environment)) ?? [], readings, telling)) {
                    await takeStep(step, place, { ...pen, channels, slack: dryRun ? undefined : slack }, action => {
                        actions.push(action);
                        log.info((0,action_line/* lineOf */.c)(action, dryRun));
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
    return [...new Map(places.map(place => [placeText(place), place])).values()];
}
function stepsOf(place, open, readings, { pen, quiet }) {
    const { rendering, scan } = pen;
    const remembered = open.flatMap(({ told }) => told);
    return planOf(open, readings.at(place, remembered, rendering.now), {
        now: rendering.now,
        quiet: quiet !== undefined,
        fits: (lines, beside, written) => {
            const told = [...lines.map(line => line.told), ...beside];
            const room = hasRoom({ scan, state: 'open', environment: place.environment, told, replied: '', channels: [] });
            return room && fitsOneMessage(place.environment, lines, written, rendering);
        },
    });
}

;// CONCATENATED MODULE: ./lib/delivery/stale/readings.js




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
            const known = this.#places.get(placeText(place)) ?? { ...place, readings: [] };
            known.readings.push(reading);
            this.#places.set(placeText(place), known);
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
        const readings = this.#places.get(placeText(place))?.readings ?? [];
        const known = new Set(readings.map(({ key }) => (0,history_key/* keyText */.P)(key)));
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

// EXTERNAL MODULE: ./lib/domain/checks/judge.js + 3 modules
var judge = __webpack_require__(7230);
// EXTERNAL MODULE: ./lib/policy/path-patterns.js
var path_patterns = __webpack_require__(2443);
;// CONCATENATED MODULE: ./lib/domain/history/commit-kind.js

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

;// CONCATENATED MODULE: ./lib/domain/history/in-progress.js


/** A status that says something is being done is believed for so long; then its run is taken for lost. */
const BUSY_FOR = 2 * duration/* HOUR */.dp;
/** So long may a deployment wait to be picked up: GitHub calls it abandoned afterwards. */
const PICKED_UP_WITHIN = 30 * duration/* MINUTE */.pY;
/** `ours`: newest first. `live`: the newest good one; what is older than that no longer matters. */
function underWay(ours, live, now) {
    const newer = live === undefined ? ours : ours.slice(0, ours.indexOf(live));
    return newer.filter(history_deployments/* isOpen */.nT).map(deployment => {
        const last = deployment.statuses.at(-1);
        const since = last?.createdAt ?? deployment.createdAt;
        const age = now - since;
        return { deployment, kind: in_progress_kindOf(deployment, last?.state, age), since };
    });
}
function in_progress_kindOf({ state, runWaits }, last, age) {
    if (last === 'in_progress' || (last === 'queued' && runWaits !== true))
        return age < BUSY_FOR ? 'deploying' : 'stuck';
    if (runWaits === true || state === 'waiting' || last === 'waiting')
        return 'waiting-for-approval';
    return age < PICKED_UP_WITHIN ? 'deploying' : 'not-picked-up';
}

;// CONCATENATED MODULE: ./lib/domain/history/live.js
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

;// CONCATENATED MODULE: ./lib/domain/history/reverts.js
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

;// CONCATENATED MODULE: ./lib/domain/history/since.js


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
    const at = takenOut === undefined ? undefined : (0,history_deployments/* goodSince */.QQ)(takenOut);
    return at === undefined ? merged : { at, atLeast: false };
}

// EXTERNAL MODULE: ./lib/domain/task.js
var task = __webpack_require__(1703);
;// CONCATENATED MODULE: ./lib/domain/stale/silence.js

function silenceOf(facts, now) {
    const { lock, underWay, stale, counting, minimum, quiet } = facts;
    const locked = lockText(lock, now);
    if (locked !== undefined)
        return { reason: 'locked', text: locked };
    for (const reason of ['deploying', 'waiting-for-approval']) {
        const found = underWay.find(({ kind }) => kind === reason);
        if (found === undefined)
            continue;
        const what = `deployment ${found.deployment.id} of ${(0,domain_sha/* shortSha */.F)(found.deployment.sha)}`;
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

;// CONCATENATED MODULE: ./lib/domain/stale/judge.js











/** Judges one key by the facts of its repository. What cannot be known is `unread`, never taken for live. */
function judgeKey({ key, facts, policy, lock, quiet }, now) {
    const environment = (0,policy_policy/* environmentOf */.p7)(policy, key.environment);
    const stale = environment?.stale;
    if (environment === undefined || stale === undefined)
        throw new Error(`${key.environment} is not looked at`);
    const { head } = facts;
    const read = facts.environments.get(environment.name);
    if (read === undefined)
        return unread(key, `the deployments to ${environment.name} could not be read`);
    const ours = (0,history_deployments/* oursOf */.nO)(read.deployments, key.service, policy.services);
    const good = (0,history_deployments/* goodOnes */.XX)(ours);
    if (good.length === 0 && !read.complete) {
        const where = `of ${key.service} to ${environment.name} is among the ${read.deployments.length} newest there`;
        return unread(key, `no good deployment ${where}, and older ones are not read; deploy it, or turn it off there (stale: off)`);
    }
    const commits = facts.line?.commits ?? [];
    if (facts.line === undefined && !(head.head !== undefined && isAt(good[0]?.sha, head.head))) {
        return unread(key, `the commits of ${head.branch ?? 'its branch'} could not be read`);
    }
    const positions = positionsOn(commits);
    const live = facts.line === undefined
        ? { deployment: good[0], offLine: false, base: good[0], waiting: 0 }
        : liveOn(good, facts.line, positions);
    const under = underWay(ours, live.deployment, now);
    const waiting = judgeCommits({ facts, policy, environment, stale, key, ours, good, live, positions, read }, now);
    const staleOnes = waiting.filter(one => one.stale);
    const counting = waiting.filter(one => one.counts).length;
    // The line also ends early where other keys are live: what was never deployed here goes on behind that.
    const more = live.base === undefined && facts.line !== undefined && facts.line.end !== 'root';
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
    const failures = newer.filter(deployment => (0,history_deployments/* badEnd */.LR)(deployment) !== undefined && (0,history_deployments/* badEnd */.LR)(deployment)?.state !== 'inactive');
    const checks = waiting.map(one => one.checks === undefined ? undefined : (0,judge/* judgeChecks */.L)(one.checks, environment.checks));
    const candidate = checks.findIndex(passed);
    // What is off the branch says nothing about it. Where the line was not followed to its root, it may just be further back.
    const telling = facts.line?.end === 'root' ? good.filter(({ sha }) => positions.has(sha.toLowerCase())) : good;
    return waiting.map((commit, position) => {
        const takenOut = takenOutBy(position, telling, positions);
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
        const [deployment] = (0,history_deployments/* goodOnes */.XX)((0,history_deployments/* oursOf */.nO)(read.deployments, key.service, policy.services));
        const from = deployment === undefined ? undefined : positions.get(deployment.sha.toLowerCase());
        return from === undefined ? [] : [{ name, from }];
    });
}
function isAt(live, head) {
    return live?.toLowerCase() === head.toLowerCase();
}
function unread(key, text) {
    const { repository } = key;
    return { kind: 'unread', key, finding: { reason: 'unreadable', text: `${repository}: ${text}`, where: repository } };
}

// EXTERNAL MODULE: ./lib/github/pages.js
var pages = __webpack_require__(9983);
// EXTERNAL MODULE: ./lib/domain/deployment/claim.js
var claim = __webpack_require__(5874);
// EXTERNAL MODULE: ./lib/domain/checks/facts.js
var facts = __webpack_require__(2627);
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
    if (run === undefined || appOf(suite) !== facts/* ACTIONS_APP */.W)
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

;// CONCATENATED MODULE: ./lib/github/scan/waiting.js

/** So many of a repository's newest waiting commits are read in detail; of the rest only the oldest of each key. */
const DETAILED_COMMITS = 100;
/** Positions on the line of the waiting commits whose details are needed, newest first. */
function detailedPositions({ line, environments, question }) {
    const commits = line?.commits ?? [];
    const positions = new Set();
    for (const { deployments } of environments.values()) {
        for (const service of question.services) {
            const live = (0,history_deployments/* goodOnes */.XX)((0,history_deployments/* oursOf */.nO)(deployments, service, question.services))[0]?.sha;
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
const details_COMMITS = 24;
/** More pages of a commit's checks are not read; what is further on counts as not read, and blocks. */
const details_PAGES = 20;
/** Reads what is known of the waiting commits: when and by which pull request they were merged, and their checks. */
async function readDetails(tools, drafts) {
    const suiteTimes = new Map();
    const open = drafts
        .filter(draft => draft.problem === undefined && draft.line !== undefined)
        .flatMap(draft => {
        const shas = detailedPositions(draft).flatMap(at => draft.line?.commits[at]?.sha ?? []);
        return batchesOf(shas, details_COMMITS).map(some => ({ draft, part: detailsPart(draft.head.repository, some) }));
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
const rest_FOR_ALL = ['github-token-invalid'];
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
        if (!(thrown instanceof errors/* UserError */.y) || rest_FOR_ALL.includes(thrown.reason))
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
 * Reads which paths the waiting commits change, where the policy ignores some: a request for each commit that is old enough
 * to matter, since every run asks again.
 */
async function readChangedPaths(tools, drafts) {
    for (const draft of drafts) {
        const { line } = draft;
        if (line === undefined)
            continue;
        for (const at of detailedPositions(draft)) {
            const commit = line.commits[at];
            if (commit === undefined || draft.problem !== undefined)
                break;
            if (!matters(commit, draft, tools.clock.now()))
                continue;
            line.commits[at] = { ...commit, changedPaths: await pathsOf(tools, draft, commit.sha) };
        }
    }
}
/** Whether a commit has waited long enough. One whose time is not known may have. */
function matters({ merged }, { question }, now) {
    return question.environments.some(({ pathsAfter }) => pathsAfter !== undefined && (merged?.at ?? 0) <= now - pathsAfter);
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
    const enough = draft.question.services.every(service => (0,history_deployments/* goodOnes */.XX)((0,history_deployments/* oursOf */.nO)(reading.deployments, service, draft.question.services)).length >= GOOD_ONES);
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

// EXTERNAL MODULE: ./lib/domain/history/first-parents.js
var first_parents = __webpack_require__(861);
// EXTERNAL MODULE: ./lib/github/scan/first-parents.js
var scan_first_parents = __webpack_require__(123);
// EXTERNAL MODULE: ./lib/github/scan/history-page.js
var history_page = __webpack_require__(8905);
;// CONCATENATED MODULE: ./lib/github/scan/line.js






/** Commits of the first page: mostly a few wait, and each costs. */
const line_FIRST = 25;
/** Reads the first-parent line of each repository where something waits, until every live commit is found on it. */
async function readLines(tools, drafts) {
    const walks = drafts.flatMap(draft => walkOf(draft) ?? []);
    for (let page = 0; page <= first_parents/* TRUNK_PAGES */.eN; page++) {
        const first = page === 0 ? line_FIRST : first_parents/* COMMITS_A_PAGE */.tc;
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
            line_close(walk, page === first_parents/* TRUNK_PAGES */.eN);
        }
    }
}
/** Undefined when the head is live everywhere: nothing waits. */
function walkOf(draft) {
    if (draft.problem !== undefined)
        return undefined;
    const keys = [...draft.environments.values()].flatMap(({ deployments }) => draft.question.services.map(service => (0,history_deployments/* goodOnes */.XX)((0,history_deployments/* oursOf */.nO)(deployments, service, draft.question.services))[0]?.sha));
    if (keys.every(sha => sha === draft.head.head))
        return undefined;
    const wanted = new Set(keys.filter(sha => sha !== undefined));
    return { draft, parents: new scan_first_parents/* FirstParents */.k(draft.head.head), wanted, after: undefined };
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
        const waiting = waitingAmong(runs, all);
        for (const [environment, read] of draft.environments) {
            const deployments = read.deployments.map(one => doubtful.has(one.id) ? { ...one, runWaits: waiting.has(one.id) } : one);
            draft.environments.set(environment, { ...read, deployments });
        }
    }
}
/**
 * The deployments whose runs wait, by id. GitHub does not say which deployment a run belongs to: it is one that nobody has
 * begun, and no two runs belong to the same. Somebody may deploy a commit to all environments within a second.
 */
function waitingAmong(runs, deployments) {
    const waiting = new Set();
    const open = deployments.filter(({ state }) => NOT_BEGUN.includes(state));
    for (const run of runs.toSorted((one, other) => other.createdAt - one.createdAt)) {
        const found = startedBy(run, open.filter(({ id }) => !waiting.has(id)));
        if (found !== undefined)
            waiting.add(found.id);
    }
    return waiting;
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
    const entries = await readHeads(tools, inTurn(sorted, request.runNumber), request);
    for (const batch of batchesOf(entries, REPOSITORIES_A_BATCH)) {
        await readBatch(tools, batch.flatMap(({ read }) => ('question' in read ? [read] : [])));
    }
    const scanned = new Map(entries.map(entry => [entry.repository, finished(entry)]));
    return sorted.flatMap(name => scanned.get(name) ?? []);
}
/**
 * Each run begins with another batch, and each batch, whenever it comes first, with another repository: one that takes the
 * whole budget must not leave out the same ones behind it each time.
 */
function inTurn(names, runNumber) {
    const batches = batchesOf(names, REPOSITORIES_A_BATCH);
    const round = Math.floor(runNumber / batches.length);
    return rotated(batches, runNumber).flatMap(batch => rotated(batch, round));
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
        return { repository, read: scan_opened(repository, head, request) };
    });
}
/** What is to be asked about a repository, or what there is to say without asking. */
function scan_opened(repository, head, { questionOf }) {
    if (head.closed !== undefined) {
        return { kind: 'read', repository, facts: { head, environments: new Map(), line: undefined } };
    }
    const { branch, head: sha, policyText } = head;
    if (branch === undefined || sha === undefined)
        return failed(repository, 'repository-empty', 'it has no commit yet');
    if (policyText === undefined) {
        const text = `${policy_policy/* POLICY_FILE */.CX} is not on its default branch, or the token lacks 'contents: read'`;
        return failed(repository, 'policy-missing', text);
    }
    const open = { ...head, branch, head: sha, policyText };
    try {
        const question = questionOf(open);
        return { head: open, question, environments: new Map(), line: undefined, problem: undefined };
    }
    catch (thrown) {
        if (thrown instanceof errors/* UserError */.y)
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
    const { head, environments, line, problem } = read;
    if (problem !== undefined)
        return { kind: problem.kind, repository, finding: problem.finding };
    return { kind: 'read', repository, facts: { head, environments, line } };
}

;// CONCATENATED MODULE: ./lib/delivery/stale/survey.js





/** Reads the repositories and judges every key by its own policy. */
async function survey(tools, request) {
    const policies = new Map();
    const questionOf = (head) => {
        const policy = (0,policy_policy/* parsePolicy */.ON)(head.policyText, { repository: head.repository.split('/')[1] ?? '' });
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
            if (stale === undefined || stale.ignorePaths.length === 0)
                return { name, pathsAfter: undefined };
            // For a minimum above one the younger commits count too.
            return { name, pathsAfter: stale.minimum > 1 ? 0 : stale.after };
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
        return { kind: 'unreadable', why: (0,errors/* messageOf */.b)(thrown) };
    }
}

// EXTERNAL MODULE: ./lib/text/suggestion.js
var suggestion = __webpack_require__(8427);
;// CONCATENATED MODULE: ./lib/delivery/stale/unread.js


/** What could not be read of the repositories, each in one line: nobody may take their silence for good news. */
function unreadFindings(repositories) {
    const findings = repositories.flatMap(({ kind, finding, keys }) => {
        if (kind === 'failed')
            return finding === undefined ? [] : [finding];
        return kind === 'read' ? keys.flatMap(({ reading }) => (reading.kind === 'unread' ? [reading.finding] : [])) : [];
    });
    // Services of one environment may all be unread for the same reason.
    return [...new Map(findings.map(finding => [finding.text, finding])).values()];
}
/** Environments that were asked for and are nowhere. Said only when every policy was read: else it may be in another one. */
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

;// CONCATENATED MODULE: ./lib/delivery/stale/run.js












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
    const { names, unlisted } = await repositoriesOf(inputs.scope, context, tools);
    const { environments } = inputs;
    const request = { repositories: names, runNumber: context.runNumber, environments, quiet, locks, now };
    const repositories = await survey(tools, request);
    const rendering = {
        ...{ now, zone, serverUrl: context.serverUrl, runUrl: context.runUrl },
        users: own?.users ?? new Map(),
        clock: (0,text_rendering/* clockOf */.ie)(zone, now),
    };
    const { dryRun } = inputs;
    const pen = { rendering, scan: context.scan };
    const told = slack === undefined ? undefined : await tellChannels(new Readings(repositories), { slack, dryRun, pen, quiet, log });
    return {
        ...{ now, zone, repositories, quiet },
        problems: [
            ...(unlisted === undefined ? [] : [unlisted]),
            ...unreadFindings(repositories),
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
        throw new errors/* UserError */.y(reason, `The users and the quiet hours of ${repository} cannot be read, so nobody is told: ${text}`);
    }
    const { policyText } = answer.value;
    if (policyText !== undefined)
        return (0,policy_policy/* parsePolicy */.ON)(policyText, { repository: repository.split('/')[1] ?? '' }).slack;
    tools.logger.notice(`${repository} has no ${policy_policy/* POLICY_FILE */.CX} on its default branch: no users and no quiet hours are known`);
    return undefined;
}
/** Which repositories are looked at. `unlisted`: there are more, and nobody knows which. */
async function repositoriesOf(scope, { repository }, tools) {
    switch (scope.kind) {
        case 'own':
            return { names: [repository] };
        case 'named':
            return { names: scope.repositories };
        case 'topic': {
            const { repositories, unlisted } = await findRepositories(tools, scope);
            if (repositories.length === 0) {
                const what = `repositories of ${scope.organization} with the topic '${scope.topic}'`;
                const text = `There are no ${what} that the token may see; check both, and the App's access`;
                throw new errors/* UserError */.y('no-repositories', text);
            }
            return { names: repositories, unlisted };
        }
    }
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

/***/ 2627:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ ACTIONS_APP)
/* harmony export */ });
/** The slug of the app that GitHub Actions reports as; its check runs belong to workflow runs. */
const ACTIONS_APP = 'github-actions';


/***/ }),

/***/ 7230:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  L: () => (/* binding */ judgeChecks)
});

// EXTERNAL MODULE: ./lib/text/suggestion.js
var suggestion = __webpack_require__(8427);
;// CONCATENATED MODULE: ./lib/domain/checks/result.js
/** The results of a check that pass. */
function passes(result) {
    return result === 'success' || result === 'skipped' || result === 'neutral';
}

// EXTERNAL MODULE: ./lib/domain/checks/facts.js
var checks_facts = __webpack_require__(2627);
;// CONCATENATED MODULE: ./lib/domain/checks/whole-run.js

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

;// CONCATENATED MODULE: ./lib/domain/checks/selection.js


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
        if (check.app !== checks_facts/* ACTIONS_APP */.W) {
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

;// CONCATENATED MODULE: ./lib/domain/checks/judge.js



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

/***/ 3497:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ counted)
/* harmony export */ });
/** `1 service`, `2 services`. */
function counted(many, noun, plural = `${noun}s`) {
    return `${many.toLocaleString('en')} ${many === 1 ? noun : plural}`;
}


/***/ })

};
