import { l as clockText, n as parsePolicy, t as environmentOf, u as localClock } from "./policy-policy.js";
import { c as UserError, i as oneLine, r as cut, u as messageOf } from "./time-system-clock.js";
import { r as retry } from "./net-retry.js";
import { t as MalformedAnswer } from "./github-failure.js";
import { l as pageIn, u as textIn } from "./github-graphql-errors.js";
import { a as batchesOf, n as composeQuery, r as sendQuery, t as askParts } from "./github-graphql-parts.js";
import { t as POLICY_FILE } from "./policy-policy-file.js";
import { t as canonicalName } from "./text-canonical-name.js";
import { i as section, n as context, r as header, t as layOut } from "./slack-layout.js";
import { a as mention, i as link, n as code, o as shortened, r as codeBlock, t as bold } from "./slack-mrkdwn.js";
import { t as counted } from "./text-counted.js";
import { n as deploymentsOf, r as goodDeployments, t as badEnd, u as taskOf } from "./domain-history-deployments.js";
import { n as shortSha } from "./domain-sha.js";
import { i as durationText, t as DAY } from "./time-duration.js";
import { a as personWords, c as actionLine, i as peopleOf, l as keyText, n as clockOf, o as stampOf, r as joinWithAnd, s as waitingPage, t as byWords } from "./delivery-stale-text-rendering.js";
import { t as deployLine } from "./domain-deployment-deploy-line.js";
import { n as metadataFits } from "./slack-metadata.js";
import { t as judgeChecks } from "./domain-checks-judge.js";
import { t as frozenUntil } from "./domain-deployment-freeze.js";
import { g as positionsOn, h as liveOn, m as liveDeployment, p as containsPosition } from "./github-history-objects.js";
import { n as openDeployments } from "./domain-run-title.js";
import { c as takenOutBy, o as mergeTimes, r as scanRepositories, s as sinceOf$1, t as undoneCommits } from "./domain-history-reverts.js";
import { r as coverAll } from "./policy-path-patterns.js";
import { i as lockWords } from "./domain-lock-decide.js";
import { n as headPart, t as HEADS } from "./github-scan-heads.js";
import { r as suggestion } from "./text-suggestion.js";

// src/domain/stale/quiet-hours.ts
/** Judges instants by the quiet hours of a policy. */
function quietClock(policy) {
	if (policy === void 0) return () => void 0;
	const localTime = localClock(policy.zone);
	return (at) => {
		const { date, day, minute } = localTime(at);
		if (policy.dates.includes(date)) return `day off (${date})`;
		if (policy.days.includes(day)) return `day off (${day})`;
		const hours = policy.hours.find(({ from, until }) => from < until ? from <= minute && minute < until : from <= minute || minute < until);
		return hours === void 0 ? void 0 : `quiet hours ${clockText(hours.from)}-${clockText(hours.until)}`;
	};
}

// src/github/scan/repository-search.ts
/** GitHub's search gives at most 1,000 results: ten pages. */
const PAGES = 10;
const TRIES = 3;
/** After the first attempt; each further pause is longer by the same. */
const PAUSE_MS = 1e3;
const NAME$5 = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const TOPIC = /^[a-z0-9][a-z0-9-]{0,49}$/;
const FORM = {
	name: "Repositories",
	fragments: [`fragment found on SearchResultItemConnection {
  repositoryCount
  nodes { __typename ... on Repository { nameWithOwner } }
  pageInfo { hasNextPage endCursor }
}`]
};
/**
* Finds an organization's repositories that carry a topic, without the archived ones. Throws a `UserError` (error) when
* they cannot be listed.
*/
async function findRepositories(tools, { organization, topic }) {
	if (!NAME$5.test(organization)) throw invalid(`Input "organization" is '${organization}', which is not the name of one`);
	if (!TOPIC.test(topic)) throw invalid(`Input "topic" is '${topic}'; a topic has lower-case letters, digits and '-', at most 50`);
	const names = /* @__PURE__ */ new Set();
	let total = 0;
	let after;
	for (let page = 1; page <= PAGES; page++) {
		const search = await readPage(tools, `org:${organization} topic:${topic} archived:false`, after);
		const read = pageIn({ search }, "search");
		if (read === void 0) throw new MalformedAnswer("no search");
		for (const node of read.nodes) names.add(textIn(node, "nameWithOwner"));
		total = Math.max(total, typeof search.repositoryCount === "number" ? search.repositoryCount : 0);
		after = read.next;
		if (after === void 0) break;
	}
	const repositories = [...names].sort((one, other) => one.toLowerCase() < other.toLowerCase() ? -1 : 1);
	return {
		repositories,
		unlisted: unlistedOf(repositories.length, total, {
			organization,
			topic
		})
	};
}
function unlistedOf(listed, total, { organization, topic }) {
	if (total <= listed) return void 0;
	return {
		reason: "repositories-not-listed",
		text: `GitHub lists ${listed} of ${total} ${`repositories of ${organization} with the topic '${topic}'`}: the others were not scanned; name the repositories`,
		where: organization
	};
}
/** GitHub broke over the search, which may go well the next time. */
var BrokenSearch = class extends UserError {};
async function readPage(tools, query, after) {
	return retry(() => searchOnce(tools, query, after), (thrown, { tries }) => thrown instanceof BrokenSearch && tries < TRIES ? {
		kind: "retry",
		wait: tries * PAUSE_MS
	} : {
		kind: "give-up",
		error: thrown
	}, tools);
}
async function searchOnce(tools, query, after) {
	const answer = await sendQuery(tools, composeQuery(FORM, [{
		requests: 1,
		write: (declare) => `search(type: REPOSITORY, query: ${declare("String!", query)}, first: 100, after: ${declare("String", after ?? null)}) { ...found }`
	}]));
	if (answer.kind === "broke") throw new BrokenSearch(answer.finding.reason, answer.finding.text);
	if (answer.kind === "stopped") throw new UserError(answer.finding.reason, answer.finding.text);
	const [error] = answer.errors;
	const search = answer.data.p0;
	if (error === void 0 && typeof search === "object" && search !== null) return search;
	const text = `GitHub did not search for '${query}' (${[error?.type, error?.message].filter(Boolean).join(" ")}): run again, or name the repositories`;
	throw new UserError("github-rejected", text);
}
function invalid(text) {
	return new UserError("input-invalid", text);
}

// src/delivery/stale/text/kind-words.ts
/** Characters of a name from outside. */
const NAME$4 = 60;
/**
* Why commits of one kind wait, for the people who can change it, in the words of the newest of them. Mrkdwn; empty when they
* just wait.
*/
function kindWords(newest, waiting, rendering, count = 1) {
	switch (newest.kind) {
		case "never-deployed": return `never deployed to ${shortened(waiting.key.environment, NAME$4)}`;
		case "behind-failed": return failedWords(newest, waiting.key.repository, rendering, count);
		case "rolled-back": return takenOutWords(newest, waiting, rendering);
		case "checks-red": return redWords(newest, count);
		default: return PLAIN[newest.kind];
	}
}
const PLAIN = {
	"other-services": "of other services",
	undone: "undone by a revert",
	skipped: "not to be deployed by itself",
	ignored: "changes nothing that is deployed",
	waiting: ""
};
/** `its deployment failed at 09:05 (log)`, or that of the commit that would have brought it. */
function failedWords({ failed, commit }, repository, rendering, count) {
	if (failed === void 0) return "waiting behind a failed deployment";
	const how = failedAt(failed, repository, rendering);
	if (failed.sha === commit.sha) return `${count === 1 ? "its" : "their"} deployment ${how}`;
	return `waiting behind ${code(shortSha(failed.sha))}, whose deployment ${how}`;
}
/** `failed at 09:05 (log)`. */
function failedAt(failed, repository, { serverUrl, clock }) {
	const end = badEnd(failed);
	return `failed${end === void 0 ? "" : ` ${atTime(clock(end.createdAt))}`} (${shortLink(end?.logUrl || `${serverUrl}/${repository}/deployments`, end?.logUrl ? "log" : "deployments")})`;
}
/** `at 09:05`, `on Mon 26 Oct, 09:05`. */
function atTime(clock) {
	return `${clock.includes(",") ? "on" : "at"} ${clock}`;
}
function takenOutWords({ takenOutBy, since }, { live, branch }, { clock }) {
	if (takenOutBy === void 0 || since === void 0) return "rolled back";
	const to = code(shortSha(takenOutBy.sha));
	return live.offLine && takenOutBy === live.deployment ? `replaced ${clock(since.at)} by ${to}, which is not on ${shortened(branch, NAME$4)}` : `rolled back ${clock(since.at)} to ${to}`;
}
/** `staging runs 53d9865, which is not on main`. */
function offLineWords({ key, live, branch }) {
	const what = code(shortSha(live.deployment?.sha ?? ""));
	return `${shortened(key.environment, NAME$4)} runs ${what}, which is not on ${shortened(branch, NAME$4)}`;
}
/** Only its author can do something about it. */
function redWords({ checks }, count) {
	const failed = checks?.failed[0];
	if (failed !== void 0) return `checks red (${shortLink(failed.url, failed.name)}): cannot be deployed`;
	const running = checks?.running[0];
	if (running !== void 0) return `checks still running (${shortLink(running.url, running.name)}): cannot be deployed yet`;
	const first = checks?.findings[0];
	if (first?.reason === "no-checks") return `${count === 1 ? "has" : "have"} no checks, and the policy refuses that`;
	return `${first === void 0 ? "checks not read" : shortened(first.text, 120)}: cannot be deployed`;
}
/** Addresses that other tools wrote may be of any length: a link must not crowd out what it is about. */
function shortLink(address, label) {
	const name = cut(label, NAME$4);
	return address.length > 300 ? shortened(name, NAME$4) : link(address, name);
}
/** A deployment that is open and no longer a reason for silence; empty for the others. */
function openDeploymentWords({ deployment, kind, since }, { clock }) {
	const what = `deployment ${deployment.id} of ${code(shortSha(deployment.sha))}`;
	if (kind === "stuck") return `${what} has no status since ${clock(since)}`;
	if (kind !== "not-picked-up") return "";
	const text = `${what} was not picked up since ${clock(since)}`;
	return deployment.creator === "github-actions" || deployment.creator === "github-actions[bot]" ? `${text}: made with a workflow's own token, which starts nothing: was a workflow dispatched for it?` : text;
}
/** How long a commit waits: `5 h`, `at least 3 days`. */
function waitsFor({ since }, now) {
	if (since === void 0) return "waiting time unknown";
	return `${since.atLeast ? "at least " : ""}${durationText(now - since.at, "largest-unit")}`;
}
function commitsWords(count, more = false) {
	return `${more ? "more than " : ""}${counted(count, "commit")}`;
}

// src/domain/stale/next-deployment.ts
/**
* The deployment to ask for; undefined where asking makes no sense: nothing can be deployed, it would be refused (a lock, a
* freeze window, the order of environments), another one is on its way, a branch is being tried out, or the commit is the one
* that just failed or was rolled back.
*/
function nextDeployment(waiting) {
	const { candidate: commit, silence, live, frozen, after, commits } = waiting;
	if (commit === void 0 || frozen !== void 0 || live.offLine) return void 0;
	if (silence !== void 0 && IN_THE_WAY.includes(silence.reason)) return void 0;
	if (after !== void 0 && !commit.liveIn.some((name) => canonicalName(name) === canonicalName(after))) return void 0;
	if (commit.takenOutBy !== void 0 || commit.failed?.sha === commit.commit.sha) return void 0;
	const along = commits.slice(commits.indexOf(commit) + 1);
	return {
		commit,
		rolledBack: along.filter(({ kind }) => kind === "rolled-back"),
		failed: along.find(({ kind, failed, commit: { sha } }) => kind === "behind-failed" && failed?.sha === sha)
	};
}
const IN_THE_WAY = [
	"locked",
	"deploying",
	"waiting-for-approval"
];

// src/delivery/stale/text/deploy-command.ts
/**
* The command that asks for the next deployment, ready for a shell; undefined where there is none to ask for. A message in Slack
* is read away from any clone, and where it begins with a slash Slack takes it for a command of its own.
*/
function deployCommand(waiting) {
	const next = nextDeployment(waiting);
	if (next === void 0) return void 0;
	const { key, task } = waiting;
	return deployLine({
		...key,
		task,
		sha: next.commit.commit.sha
	});
}
/** What the command does beside what it says; empty when there is nothing. Mrkdwn. */
function commandNote(waiting, rendering) {
	const { rolledBack, failed } = nextDeployment(waiting) ?? {
		rolledBack: [],
		failed: void 0
	};
	const notes = [];
	const [newest] = rolledBack;
	if (newest !== void 0) {
		const others = rolledBack.length === 1 ? "" : ` and ${counted(rolledBack.length - 1, "other")}`;
		const verb = rolledBack.length === 1 ? "was" : "were";
		notes.push(`${code(shortSha(newest.commit.sha))}${others}, which ${verb} rolled back`);
	}
	if (failed?.failed !== void 0) {
		const how = failedAt(failed.failed, waiting.key.repository, rendering);
		notes.push(`${code(shortSha(failed.commit.sha))}, whose deployment ${how}`);
	}
	return notes.length === 0 ? "" : `This also brings ${joinWithAnd(notes)}:`;
}

// src/delivery/stale/text/service-part.ts
const NAME$3 = 60;
const TITLE$1 = 100;
/** The rest is behind the link. */
const COMMITS = 6;
/** At most so many unfinished deployments are shown. */
const SHOWN_DEPLOYMENTS = 2;
const ELSEWHERE = 5;
/** What is said of one service: the line that always stands, then what there is room for. */
function servicePart(line, rendering) {
	if (line.kind === "kept") return {
		title: keptTitle(line, rendering),
		lines: [],
		more: () => ""
	};
	const { waiting, shown } = line;
	const mixed = new Set(shown.map(({ kind }) => kind)).size > 1;
	const commits = shown.slice(0, COMMITS).map((one) => commitLine(one, waiting, {
		rendering,
		mixed
	}));
	const more = moreOf(line, rendering);
	const rest = shown.length - commits.length;
	const tail = [...rest > 0 ? [more(rest)] : [], ...commandLine(waiting, rendering)].join("\n");
	const lines = tail === "" ? commits : [...commits, tail];
	return {
		title: serviceTitle(line, rendering),
		lines,
		more: (left) => more(shown.length - Math.min(commits.length, lines.length - left))
	};
}
/** The same in one line, for a message of many services. */
function serviceTitle(line, rendering) {
	if (line.kind === "kept") return keptTitle(line, rendering);
	const { waiting, shown } = line;
	const oldest = shown.at(-1);
	const page = waitingPage(waiting, rendering.serverUrl);
	const oldestWords = oldest === void 0 ? "" : `${shown.length > 1 ? ", the oldest" : ""} for ${waitsFor(oldest, rendering.now)}`;
	return [
		`${nameOf(waiting.key)}: ${link(page, commitsWords(shown.length, waiting.more))}${oldestWords}`,
		...kindsIn(line, rendering),
		...liveWords(line),
		...silenceWords(waiting),
		...waiting.frozen === void 0 ? [] : [`frozen until ${shortened(waiting.frozen, TITLE$1)}`],
		...waiting.openDeployments.slice(0, SHOWN_DEPLOYMENTS).map((one) => openDeploymentWords(one, rendering)),
		...besideWords(line)
	].filter((word) => word !== "").join(" · ");
}
function keptTitle({ notified, unread }, { now, clock }) {
	const [repository = "", service = ""] = notified.key.split("#");
	const waits = `${commitsWords(notified.count)}${notified.count > 1 ? ", the oldest" : ""} for ${durationText(now - notified.since * 1e3, "largest-unit")}`;
	const why = unread === void 0 ? "" : ` (${shortened(unread.finding.text, TITLE$1)})`;
	return `${nameOf({
		repository,
		service
	})}: ${waits} · not read since ${clock(notified.seen * 1e3)}${why}`;
}
function nameOf({ repository, service }) {
	const own = repository.toLowerCase().endsWith(`/${service.toLowerCase()}`);
	return `${bold(shortened(service, NAME$3))}${own ? "" : ` (${shortened(repository, NAME$3)})`}`;
}
/** Why they wait, each reason once, in the words of its newest commit; with how many where there are several. */
function kindsIn({ waiting, shown }, rendering) {
	const kinds = [...Map.groupBy(shown, ({ kind }) => kind).values()];
	return kinds.flatMap((commits) => {
		const words = commits[0] === void 0 ? "" : kindWords(commits[0], waiting, rendering, commits.length);
		if (words === "") return [];
		return [kinds.length === 1 ? words : `${commitsWords(commits.length)}: ${words}`];
	});
}
function liveWords({ waiting, shown }) {
	const { live } = waiting;
	const all = (shown[0]?.liveIn ?? []).slice(0, ELSEWHERE).map((name) => shortened(name, NAME$3));
	const off = live.deployment !== void 0 && live.offLine;
	return [...all.length === 0 ? [] : [`live in ${joinWithAnd(all)}`], ...off ? [offLineWords(waiting)] : []];
}
/** Why no notification is sent now, where people can do something about it. */
function silenceWords({ silence }) {
	return silence !== void 0 && [
		"locked",
		"deploying",
		"waiting-for-approval"
	].includes(silence.reason) ? [shortened(silence.text, 200)] : [];
}
/** What waits beside the stale commits: younger ones, and those that are not counted. */
function besideWords({ waiting, shown }) {
	const rest = waiting.commits.filter((one) => !shown.includes(one));
	const count = (is, words) => {
		const found = rest.filter(is).length;
		return found === 0 ? [] : [`${found} ${words}`];
	};
	const beside = [
		...count((one) => one.counts, "younger"),
		...count((one) => one.kind === "undone", "undone by a revert"),
		...count((one) => one.kind === "skipped", "with the skip marker"),
		...count((one) => one.kind === "ignored", "that change only ignored paths"),
		...count((one) => one.kind === "other-services", "of other services")
	];
	return beside.length === 0 ? [] : [`besides ${joinWithAnd(beside)}`];
}
function commitLine(one, waiting, { rendering, mixed }) {
	const { sha, title } = one.commit;
	const page = `${rendering.serverUrl}/${waiting.key.repository}/commit/${sha}`;
	const words = mixed ? kindWords(one, waiting, rendering) : "";
	const parts = [
		`${shortened(title, TITLE$1)}${byWords(one)}`,
		waitsFor(one, rendering.now),
		words
	];
	return `• ${link(page, shortSha(sha))} ${parts.filter((part) => part !== "").join(" · ")}`;
}
function moreOf({ waiting, shown }, { serverUrl }) {
	const page = waitingPage(waiting, serverUrl);
	return (left) => {
		if (left === 0) return link(page, shown.length === 1 ? "show it" : "show them");
		return `and ${waiting.more ? "more than " : ""}${left.toLocaleString("en")} more: ${link(page, "all of them")}`;
	};
}
/** Slack has no way to show a backtick in a command: an environment with one in its name is deployed by hand. */
function commandLine(waiting, rendering) {
	const text = deployCommand(waiting);
	if (text === void 0 || text.includes("`")) return [];
	const note = commandNote(waiting, rendering);
	return note === "" ? [codeBlock(text)] : [note, codeBlock(text)];
}

// src/delivery/stale/text/stale-message.ts
const NAME$2 = 60;
/** With more services than this each has one line; the commits are behind its link, and in the job summary. */
const DETAILED_SERVICES = 12;
/** At most so many people are mentioned in one message. */
const MAX_MENTIONED = 200;
/** At most so many people are named in an edit. */
const MAX_NAMED = 30;
/** The message of one environment and channel: what waits there, by service. */
function staleMessage(environment, lines, written, rendering) {
	return {
		text: textOf(environment, lines),
		blocks: blocksOf(environment, lines, written, rendering)
	};
}
/** Whether a message takes these lines: every service with its own at least, and all mentions. */
function fitsOneMessage(environment, lines, written, rendering) {
	if (written === "post" && peopleIn$1(lines).length > MAX_MENTIONED) return false;
	const text = JSON.stringify(blocksOf(environment, lines, written, rendering));
	return lines.every((line) => text.includes(JSON.stringify(serviceTitle(line, rendering)).slice(1, -1)));
}
function blocksOf(environment, lines, written, rendering) {
	const rest = (hidden) => `and ${counted(hidden, "more service")}: ${link(rendering.runUrl, "all of them")}`;
	const parts = lines.length > DETAILED_SERVICES ? [{
		lines: lines.map((line) => serviceTitle(line, rendering)),
		more: rest
	}] : lines.map((line) => servicePart(line, rendering));
	const first = [header(headlineOf(environment, lines)), ...peopleSections(lines, written, rendering)];
	return layOut([
		...first,
		...parts,
		context(footer(rendering))
	], rest);
}
/** `Waiting for production: 2 services, 5 commits`. */
function headlineOf(environment, lines) {
	const commits = lines.reduce((sum, { notified }) => sum + notified.count, 0);
	return `⏳ Waiting for ${cut(oneLine(environment), NAME$2)}: ${counted(lines.length, "service")}, ${commitsWords(commits, isMore(lines))}`;
}
/** Without markup: notifications and screen readers say it. */
function textOf(environment, lines) {
	const services = lines.map(({ notified }) => `${notified.key.split("#")[1]} (${commitsWords(notified.count)})`);
	return `Waiting for ${shortened(environment, NAME$2)}: ${shortened(joinWithAnd(services), 600)}`;
}
function isMore(lines) {
	return lines.some((line) => line.kind === "notified" && line.waiting.more);
}
/** Mentions stand first, and in a post none is left out: Slack notifies only who is mentioned. */
function peopleSections(lines, written, rendering) {
	const people = peopleIn$1(lines);
	const named = written === "post" ? people : people.slice(0, MAX_NAMED);
	const words = named.map((person) => personWords(person, rendering, written === "renewal"));
	const others = people.length - named.length;
	return personSections("For ", others === 0 ? words : [...words, counted(others, "other")]);
}
function peopleIn$1(lines) {
	return peopleOf(lines.flatMap((line) => line.kind === "notified" && !isFirst(line) ? line.shown : []));
}
/** Nothing was ever deployed there: no one is asked to do something about it. */
function isFirst({ waiting }) {
	return waiting.live.deployment === void 0;
}
/** Names in as few paragraphs as they need. */
function personSections(start, people, end = "") {
	const paragraphs = batchesOf(people, 40);
	return paragraphs.map((part, index) => {
		const last = index === paragraphs.length - 1;
		return section(`${index === 0 ? start : ""}${joinWithAnd(part)}${last ? end : ""}`);
	});
}
function footer({ runUrl, zone, now }) {
	return `Last checked: ${shortened(stampOf(zone, now), NAME$2)} · updated in place · ${link(runUrl, "job summary")}`;
}
/** What the message becomes when nothing of it waits any more, or it is not looked at any more. */
function doneMessage(environment, cleared, { zone, now }) {
	const name = shortened(environment, NAME$2);
	const when = shortened(stampOf(zone, now), NAME$2);
	const unwatched = cleared.flatMap(({ why }) => UNWATCHED[why] ?? []);
	if (unwatched.length > 0 && unwatched.length === cleared.length) {
		const text = `⏹ ${name}: no longer watched (${[...new Set(unwatched)].join("; ")})`;
		return {
			text,
			blocks: [section(`${text} · ${when}`)]
		};
	}
	const words = [...Map.groupBy(cleared, ({ why }) => endWords(why))].map(([said, some]) => {
		return `${joinWithAnd(some.map(({ key }) => shortened(key.split("#")[1] ?? "", NAME$2)))}: ${said}`;
	});
	const text = `✅ ${name}: done`;
	const said = cut(words.join(" · "), 2e3, (units) => units.length);
	return {
		text,
		blocks: [section(`${text}${said === "" ? "" : ` · ${said}`} · ${when}`)]
	};
}
const UNWATCHED = {
	policy: "policy changed",
	closed: "repository archived",
	"not-scanned": "repository no longer scanned"
};
function endWords(why) {
	if (UNWATCHED[why] !== void 0) return `no longer watched (${UNWATCHED[why]})`;
	return why === "live" ? "everything is deployed" : "no stale commits left";
}
/** What an older message becomes that goes on in a newer one. */
function closedMessage(environment) {
	const text = `⏳ ${shortened(environment, NAME$2)}: continued in a newer message below`;
	return {
		text,
		blocks: [section(text)]
	};
}

// src/delivery/stale/text/new-commits-reply.ts
/** At most so many people are mentioned in one reply; those of further services in the next. */
const PEOPLE$1 = 200;
const NAME$1 = 60;
const TITLE = 100;
/** Those services whose commits are new to the message, as many together as one reply takes. */
function replyBatches(lines) {
	const replies = [];
	for (const line of lines) {
		if (line.kind !== "notified" || line.newCommits.length === 0) continue;
		const last = replies.at(-1);
		if (last !== void 0 && peopleIn([...last, line]).length <= PEOPLE$1) last.push(line);
		else replies.push([line]);
	}
	return replies;
}
/** The reply with the new commits, in the thread of its message. Its mentions notify people. */
function newCommitsReply(environment, newCommits, rendering) {
	const count = newCommits.reduce((sum, line) => sum + line.newCommits.length, 0);
	const text = `${counted(count, "more commit")} ${count === 1 ? "is" : "are"} waiting for ${shortened(environment, NAME$1)}`;
	const people = peopleIn(newCommits).map((person) => personWords(person, rendering));
	const lines = newCommits.flatMap((line) => line.newCommits.map((one) => newCommitLine(line, one, rendering)));
	const more = (left) => `and ${left} more: ${link(rendering.runUrl, "all of them")}`;
	const first = people.length === 0 ? personSections("", [text]) : personSections("", people, `: ${text}`);
	return {
		text,
		blocks: layOut([...first, {
			lines,
			more
		}], () => "")
	};
}
function peopleIn(lines) {
	return peopleOf(lines.flatMap(({ newCommits }) => newCommits));
}
function newCommitLine({ waiting }, one, { serverUrl, now }) {
	const { sha, title } = one.commit;
	const page = `${serverUrl}/${waiting.key.repository}/commit/${sha}`;
	return `• ${bold(shortened(waiting.key.service, NAME$1))} ${link(page, shortSha(sha))} ${shortened(title, TITLE)}${byWords(one)} · ${waitsFor(one, now)}`;
}

// src/domain/stale/reminders.ts
/**
* Who is to be reminded, and what is to be remembered of it. Never in silence, and never together with new commits: the next
* scan does it then. `shown`: what the message shows and has
* notified. `mentioned`: commits whose people are mentioned now.
*/
function remindersDue({ reminders, silence }, { shown, mentioned }, before, now) {
	const { every, escalate } = reminders;
	const seconds = Math.floor(now / 1e3);
	const mayRemind = before !== void 0 && silence === void 0;
	const old = every === void 0 || !mayRemind ? [] : shown.filter((one) => now - sinceOf(one) >= every);
	const isDue = every !== void 0 && old.length > 0 && seconds - (before?.reminded ?? seconds) >= every / 1e3;
	const last = before?.escalated ?? 0;
	const late = escalate === void 0 || !mayRemind ? [] : shown.filter((one) => now - sinceOf(one) >= escalate.after && Math.floor(sinceOf(one) / 1e3) > last);
	const isMentioned = every !== void 0 && mentioned.some((one) => now - sinceOf(one) >= every);
	const memory = {
		...every === void 0 ? {} : { reminded: isDue || isMentioned ? seconds : before?.reminded ?? seconds },
		...escalate === void 0 ? {} : { escalated: Math.max(last, ...late.map((one) => Math.floor(sinceOf(one) / 1e3))) }
	};
	return {
		due: {
			again: isDue ? old : [],
			escalated: late
		},
		memory
	};
}
function sinceOf({ since }) {
	return since?.at ?? Number.POSITIVE_INFINITY;
}

// src/domain/stale/notified.ts
const NO_REMINDERS = {
	again: [],
	escalated: []
};
/**
* What is to be notified after what was. Each commit goes by the time since which it waits: all that are as old as one
* that was notified were stale when that was notified, and were notified with it, but for those that were undone then, or
* live. While the key is silent nothing is new, and what was not notified is not shown. Undefined when nothing is left to
* be shown.
*/
function notification(waiting, before, now) {
	if (waiting.live.deployment === void 0) return firstNotification(waiting, before, now);
	const fresh = waiting.stale.filter((one) => isNew(one, before, waiting));
	const silent = waiting.silence !== void 0;
	const shown = silent ? waiting.stale.filter((one) => !fresh.includes(one)) : waiting.stale;
	if (shown.length === 0) return void 0;
	const times = shown.map(secondsOf);
	const notified = Math.max(before?.notified ?? 0, ...times);
	const newCommits = silent ? [] : fresh;
	const notNotified = waiting.commits.filter((one) => mayComeBack(one, notified) && isNew(one, before, waiting) && !newCommits.includes(one));
	const { due, memory } = remindersDue(waiting, newCommits.length > 0 ? {
		shown: [],
		mentioned: newCommits
	} : {
		shown,
		mentioned: []
	}, before, now);
	return {
		shown,
		newCommits,
		reminders: due,
		notified: {
			key: keyText(waiting.key),
			notified,
			count: shown.length,
			since: Math.min(...times),
			seen: Math.floor(now / 1e3),
			notNotified: notNotified.map(shortOf),
			base: baseOf(waiting),
			...memory
		}
	};
}
/**
* Where nothing was ever deployed, what waits is history: it is shown, without a notification. What still waits after the first
* deployment is new then.
*/
function firstNotification(waiting, before, now) {
	const shown = waiting.silence !== void 0 && (before?.count ?? 0) === 0 ? [] : waiting.stale;
	if (shown.length === 0) return void 0;
	const since = Math.min(...shown.map(secondsOf));
	const notified = {
		key: keyText(waiting.key),
		notified: 0,
		count: shown.length,
		since,
		seen: Math.floor(now / 1e3),
		notNotified: [],
		base: ""
	};
	return {
		shown,
		newCommits: [],
		reminders: NO_REMINDERS,
		notified
	};
}
/**
* What an open message keeps in its metadata of a service of which it shows nothing any more: commits that were notified
* and then undone by a revert still wait, and are not notified again when the revert is reverted. Undefined when there
* are none.
*/
function metadataOnlyOf(waiting, before, now) {
	const undone = waiting.commits.filter((one) => mayComeBack(one, before.notified));
	const notNotified = undone.filter((one) => isNew(one, before, waiting));
	if (notNotified.length === undone.length) return void 0;
	return {
		...before,
		count: 0,
		seen: Math.floor(now / 1e3),
		notNotified: notNotified.map(shortOf),
		base: baseOf(waiting)
	};
}
function isNew(one, before, waiting) {
	if (before === void 0 || secondsOf(one) > before.notified || before.notNotified.includes(shortOf(one))) return true;
	return !waiting.live.baseKnown && before.base !== "" && before.base !== baseOf(waiting);
}
/** Only ever compared with that of the scan before, after a branch was rewritten: three digits will do. */
function baseOf({ live }) {
	return (live.base?.sha ?? "").slice(0, 3);
}
/** As old as what was notified; and it counts, or would if a revert were not there. */
function mayComeBack(one, notified) {
	return one.since !== void 0 && secondsOf(one) <= notified && (one.counts || one.kind === "undone");
}
function shortOf({ commit }) {
	return shortSha(commit.sha);
}
/** Whether the metadata is that of the key. */
function isSameService(notified, key) {
	return notified.key === keyText(key);
}
function secondsOf({ since }) {
	return Math.floor((since?.at ?? 0) / 1e3);
}

// src/domain/stale/message-change.ts
/**
* Decides what becomes of the message of one environment and channel. `open`: what the metadata of the open message says, undefined
* without one. `keyStates`: the keys of this run; a key that only the open message has counts as unread. A message
* is done only when every key it shows was read, or is known to belong here no more.
*/
function messageChange(open, keyStates, now) {
	const lines = [];
	const cleared = [];
	const metadataOnly = [];
	const keep = (notified, unread) => {
		if (notified.count === 0) metadataOnly.push(notified);
		else lines.push({
			kind: "kept",
			notified,
			unread
		});
	};
	for (const keyState of keyStates) {
		const before = open?.find((notified) => isSameService(notified, keyState.key));
		if (keyState.kind === "judged") {
			const notified = notification(keyState, before, now);
			if (notified !== void 0) lines.push({
				kind: "notified",
				waiting: keyState,
				...notified
			});
			else if (before !== void 0) {
				if (before.count > 0) cleared.push({
					key: before.key,
					why: whyCleared(keyState)
				});
				metadataOnly.push(...[metadataOnlyOf(keyState, before, now)].filter((one) => one !== void 0));
			}
		} else if (before !== void 0) {
			if (keyState.kind === "unread") keep(before, keyState);
			else if (before.count > 0) cleared.push({
				key: before.key,
				why: keyState.why
			});
		}
	}
	const keys = new Set(keyStates.map(({ key }) => keyText(key)));
	for (const notified of open ?? []) if (!keys.has(notified.key)) keep(notified, void 0);
	lines.sort((one, other) => one.notified.since - other.notified.since || (one.notified.key < other.notified.key ? -1 : 1));
	if (lines.length === 0) return open === void 0 ? { kind: "nothing" } : {
		kind: "done",
		cleared
	};
	if (open === void 0) return {
		kind: "post",
		lines
	};
	return {
		kind: "edit",
		lines,
		metadataOnly,
		replies: lines.some((line) => line.kind === "notified" && (line.newCommits.length > 0 || isReminder(line))),
		cleared
	};
}
/** Whether people are reminded of what a line shows. */
function isReminder({ reminders }) {
	return reminders.again.length > 0 || reminders.escalated.length > 0;
}
function whyCleared({ commits, stale }) {
	if (stale.length > 0) return "silent";
	return commits.some((one) => one.counts) ? "not-stale" : "live";
}

// src/delivery/stale/text/reminder-reply.ts
/** So many services in one reply: their people are mentioned in it. */
const SERVICES = 10;
const PEOPLE = 150;
const NAME = 60;
/** The services whose people are reminded, as many together as one reply takes. */
function reminderBatches(lines) {
	const reminded = lines.flatMap((line) => line.kind === "notified" && line.newCommits.length === 0 && isReminder(line) ? [line] : []);
	return batchesOf(reminded, SERVICES);
}
/** The reply that reminds of what still waits. Its mentions notify people. */
function reminderReply(environment, lines, rendering) {
	const again = lines.filter(({ reminders }) => reminders.again.length > 0);
	const count = again.reduce((sum, { reminders }) => sum + reminders.again.length, 0);
	const place = shortened(environment, NAME);
	const still = `${counted(count, "commit")} still ${count === 1 ? "waits" : "wait"} for ${place}`;
	const people = peopleOf(again.flatMap(({ reminders }) => reminders.again)).slice(0, PEOPLE).map((person) => personWords(person, rendering));
	const late = lines.flatMap((line) => escalationWords(line, place, rendering));
	const parts = [
		...count === 0 ? [] : people.length === 0 ? [section(still)] : personSections("", people, `: ${still}`),
		...late.map((words) => section(words)),
		{
			lines: lines.map((line) => lineOf(line, rendering)),
			more: (left) => `and ${counted(left, "more service")}`
		}
	];
	return {
		text: count > 0 ? still : `Commits wait too long for ${place}`,
		blocks: layOut(parts, () => "")
	};
}
/** `@eve: 2 commits of web have been waiting for production for more than 5 days`. */
function escalationWords({ waiting, reminders }, place, { absent }) {
	const { escalate } = waiting.reminders;
	const count = reminders.escalated.length;
	if (escalate === void 0 || count === 0) return [];
	const what = `${counted(count, "commit")} of ${shortened(waiting.key.service, NAME)}`;
	const long = durationText(escalate.after, "largest-unit");
	return [`${absent.has(escalate.to) ? code(escalate.to) : mention(escalate.to)}: ${what} ${count === 1 ? "has" : "have"} been waiting for ${place} for more than ${long}`];
}
function lineOf({ waiting, shown }, { serverUrl }) {
	const page = waitingPage(waiting, serverUrl);
	return `• ${bold(shortened(waiting.key.service, NAME))}: ${link(page, commitsWords(shown.length, waiting.more))}`;
}

// src/delivery/stale/text/replies.ts
/** The replies in the thread of a message: new commits first, then reminders of others; each with the lines it is about. */
function repliesFor(environment, lines, rendering) {
	return [...replyBatches(lines).map((some) => ({
		lines: some,
		content: newCommitsReply(environment, some, rendering)
	})), ...reminderBatches(lines).map((some) => ({
		lines: some,
		content: reminderReply(environment, some, rendering)
	}))];
}

// src/delivery/stale/messages/absent-members.ts
/** Milliseconds for one look-up: who is not known to be absent is mentioned. */
const LOOK_UP_MS = 1e4;
/** The members whom mentions of this run would not notify. Each is looked up once, before a message that is to notify them. */
var AbsentMembers = class {
	#slack;
	#log;
	#looked = /* @__PURE__ */ new Set();
	#absent = /* @__PURE__ */ new Set();
	#isAnswered = true;
	constructor(slack, log) {
		this.#slack = slack;
		this.#log = log;
	}
	/** What a step is written with; each absent member whom it would have mentioned is said in the log. */
	async without(step, environment, rendering) {
		for (const member of mentionedBy(step, environment, rendering)) {
			if (this.#looked.has(member) || !this.#isAnswered) continue;
			this.#looked.add(member);
			const absence = await this.#lookUp(member);
			if (absence === void 0) continue;
			this.#absent.add(member);
			this.#log.notice(words(member, absence, rendering));
		}
		return {
			...rendering,
			absent: this.#absent
		};
	}
	/** What cannot be looked up keeps no one from being notified. */
	async #lookUp(member) {
		try {
			return (await this.#slack.absent([member], { within: LOOK_UP_MS })).get(member);
		} catch (thrown) {
			if (!(thrown instanceof UserError)) throw thrown;
			this.#isAnswered = false;
			this.#log.info(`Whether members are still in Slack could not be looked up: ${thrown.message}`);
			return;
		}
	}
};
/** Edits notify no one. What others wrote is escaped: a mention is ours. */
function mentionedBy(step, environment, rendering) {
	const sent = step.kind === "post" ? [staleMessage(environment, step.lines, "post", rendering)] : step.kind === "edit" && step.replies ? repliesFor(environment, step.lines, rendering).map(({ content }) => content) : [];
	return new Set([...JSON.stringify(sent).matchAll(/<@([UW][A-Z0-9]+)>/g)].map(([, member = ""]) => member));
}
function words(member, absence, { users }) {
	const login = [...users].find(([, id]) => id === member)?.[0];
	return `${login === void 0 ? `${member}, to whom a policy escalates,` : `${member}, who is ${login} in the policy,`} ${absence === "deactivated" ? "is deactivated in Slack" : "is no member that Slack knows"}: named without a mention; correct the policy`;
}

// src/delivery/stale/messages/channel-attempts.ts
/** The same for every channel: nothing more is worth asking. */
const FOR_ALL = ["slack-token-invalid"];
const GONE = [
	"slack-channel-not-found",
	"slack-not-in-channel",
	"slack-channel-archived"
];
/** Slack is down, or takes no more from this app for now. */
const FOR_NOW = ["slack-unreachable", "slack-rate-limited"];
/** So many of these in a row mean that it will last: each has cost more than a minute already. */
const DOWN_AFTER = 3;
/** What is done in Slack, channel by channel: what fails in one keeps no other from being notified. */
var ChannelAttempts = class {
	#problems = [];
	#untried = /* @__PURE__ */ new Set();
	#unreached = 0;
	/**
	* Looks into a channel that no policy names: it may be gone, and need not be notified any more. Resolves with whether that is
	* so for good.
	*/
	async look(channel, work) {
		let gone = false;
		await this.make(channel, async () => {
			try {
				await work();
			} catch (thrown) {
				gone = thrown instanceof UserError && GONE.includes(thrown.reason);
				if (!gone) throw thrown;
			}
		});
		return gone;
	}
	/** Does the work, unless Slack is known to take nothing. Throws what is no `UserError`. */
	async make(channel, work) {
		if (this.#unreached >= DOWN_AFTER) return void this.#untried.add(channel);
		try {
			await work();
			this.#unreached = 0;
		} catch (thrown) {
			if (!(thrown instanceof UserError)) throw thrown;
			if (FOR_ALL.includes(thrown.reason)) this.#unreached = DOWN_AFTER;
			else this.#unreached = FOR_NOW.includes(thrown.reason) ? this.#unreached + 1 : 0;
			this.#problems.push({
				reason: thrown.reason,
				text: thrown.message,
				where: channel
			});
		}
	}
	/** What went wrong, each in one line, with the channel's ID as `where`. */
	get problems() {
		if (this.#untried.size === 0) return this.#problems;
		const text = `Skipped channels ${[...this.#untried].join(", ")} after repeated failures of Slack`;
		return [...this.#problems, {
			reason: "slack-unreachable",
			text
		}];
	}
};

// src/delivery/stale/messages/message-metadata.ts
/** By this the messages of scans are known from others of the same app. */
const STALE_EVENT = "commit_train_stale";
/** Of what stands in the metadata. A message of another version is left alone. */
const VERSION = 2;
/** Of all keys together: reverts that wait are few. What is more is dropped, and then never notified. */
const NOT_NOTIFIED_LIMIT = 8;
/** More are not stored: a list of all would crowd out what was notified. */
const CHANNELS = 40;
function metadataOf({ scan, state, environment, notified, replied, channels }) {
	const known = channels.slice(0, CHANNELS).join(" ");
	const payload = {
		version: VERSION,
		scan,
		state,
		environment,
		notified: written(bounded(notified)),
		replied
	};
	return {
		eventType: STALE_EVENT,
		payload: known === "" ? payload : {
			...payload,
			channels: known
		}
	};
}
/** Undefined for what is not ours to read: another version, or metadata of something else. */
function readMessageMetadata({ eventType, payload }) {
	if (eventType !== "commit_train_stale" || payload.version !== VERSION) return void 0;
	const text = (name) => {
		const value = payload[name];
		return typeof value === "string" ? value : "";
	};
	const state = STATES.find((one) => one === payload.state);
	const notified = read(text("notified"));
	if (state === void 0 || notified === void 0) return void 0;
	return {
		scan: text("scan"),
		state,
		environment: text("environment"),
		notified,
		replied: text("replied"),
		channels: text("channels").split(" ").filter(Boolean)
	};
}
/**
* Whether Slack would keep it, also when each key has the longest numbers it can have: a message that has room for its keys
* once always has.
*/
function hasRoom(stored) {
	const channels = Array.from({ length: CHANNELS }, () => "C0123456789");
	const notNotified = (at) => at === 0 ? Array.from({ length: NOT_NOTIFIED_LIMIT }, () => "0123456") : [];
	const longest = {
		notified: LATEST,
		count: MOST,
		since: LATEST,
		seen: LATEST,
		base: "012"
	};
	const notified = stored.notified.map((one, at) => ({
		...one,
		...longest,
		notNotified: notNotified(at),
		...one.reminded === void 0 ? {} : { reminded: LATEST },
		...one.escalated === void 0 ? {} : { escalated: LATEST }
	}));
	return metadataFits(metadataOf({
		...stored,
		notified,
		channels,
		replied: "1700000000.000000",
		state: "reply"
	}));
}
const STATES = [
	"open",
	"done",
	"moved",
	"reply"
];
/** In base 36 of six digits: until 2038. */
const LATEST = 36 ** 6 - 1;
const MOST = 36 ** 3 - 1;
function bounded(notified) {
	let left = NOT_NOTIFIED_LIMIT;
	return notified.map((one) => {
		const notNotified = one.notNotified.slice(0, left);
		left -= notNotified.length;
		return {
			...one,
			notNotified
		};
	});
}
/**
* `acme/web,notified,count,since,seen,base api,…`, the numbers in base 36: some 50 bytes a key, where JSON would take 150; behind
* them, if there are any, the SHAs that were not notified, with dots between, and when people were reminded and what was escalated. The owner is written where it is another than
* before, the service where it is not named as the repository. No name has a comma, a blank, `/` or `#`.
*/
function written(notified) {
	let before = "";
	return notified.toSorted((one, other) => one.key < other.key ? -1 : 1).map(({ key, notified, count, since, seen, base, notNotified, reminded, escalated }) => {
		const [repository = "", service = ""] = key.split("#");
		const [owner = "", name = ""] = repository.split("/");
		const words = `${owner === before ? "" : `${owner}/`}${name}${name === service ? "" : `#${service}`}`;
		before = owner;
		const numbers = [
			notified,
			Math.min(count, MOST),
			since,
			seen
		].map((number) => number.toString(36));
		const rest = [
			notNotified.join("."),
			reminded?.toString(36) ?? "",
			escalated?.toString(36) ?? ""
		];
		return [
			words,
			...numbers,
			base,
			...rest
		].join(",").replace(/,+$/, base === "" ? "," : "");
	}).join(" ");
}
/** Undefined when any of it is not what `written` writes. */
function read(text) {
	const notified = [];
	let before = "";
	for (const one of text.split(" ").filter(Boolean)) {
		const [words = "", ...rest] = one.split(",");
		const [, owner = before, name, service = name] = /^(?:([^/#]+)\/)?([^/#]+)(?:#([^/#]+))?$/.exec(words) ?? [];
		const [at, count, since, seen] = rest.slice(0, 4).map((number) => /^[0-9a-z]{1,7}$/.test(number) ? Number.parseInt(number, 36) : void 0);
		const [base = "", notNotified = "", ...times] = rest.slice(4);
		const [reminded, escalated] = times.map((time) => /^[0-9a-z]{1,7}$/.test(time) ? Number.parseInt(time, 36) : void 0);
		if (name === void 0 || owner === "" || !/^[0-9a-f.]*$/.test(base + notNotified)) return void 0;
		if (at === void 0 || count === void 0 || since === void 0 || seen === void 0) return void 0;
		notified.push({
			key: `${owner}/${name}#${service}`,
			notified: at,
			count,
			since,
			seen,
			base,
			notNotified: notNotified.split(".").filter(Boolean),
			...reminded === void 0 ? {} : { reminded },
			...escalated === void 0 ? {} : { escalated }
		});
		before = owner;
	}
	return notified;
}

// src/delivery/stale/messages/deliver-step.ts
/**
* Takes one step, which may be several messages. What was notified is stored by the request that sends it: a post by
* its own metadata, a reply by its own. Only then the message is edited; should the run die before, or Slack not take it,
* the next run finds the reply. Should the reply not be taken, nothing has been notified and the next run does it. Throws the
* `UserError` of what Slack did not take; `onAction` has heard of what it did take.
*/
async function takeStep(step, place, writer, onAction) {
	const { slack, rendering } = writer;
	const { environment } = place;
	const say = (action, ref, lines, newCommits = 0) => onAction({
		...place,
		action,
		ts: ref?.ts ?? "",
		services: lines.length,
		newCommits
	});
	switch (step.kind) {
		case "post": {
			const content = opened(notifiedIn$1(step.lines), staleMessage(environment, step.lines, "post", rendering), place, writer);
			say("post", await slack?.post({
				...content,
				channel: place.channel
			}), step.lines, newCommitsIn(step.lines));
			return;
		}
		case "edit": {
			let replied = step.message.replied;
			for (const { lines, content: reply } of step.replies ? repliesFor(environment, step.lines, rendering) : []) {
				const content = {
					...reply,
					metadata: metadata("reply", notifiedIn$1(lines), place, writer)
				};
				let ref;
				if (!await forgivingGone(async () => {
					ref = await slack?.reply(step.message.ref, content);
				})) return await takeStep({
					kind: "post",
					lines: step.lines
				}, place, writer, onAction);
				replied = ref?.ts ?? replied;
				say("reply", ref, lines, newCommitsIn(lines));
			}
			const content = staleMessage(environment, step.lines, "edit", rendering);
			const notified = [...notifiedIn$1(step.lines), ...step.metadataOnly];
			if (await edit(step.message, opened(notified, content, place, writer, replied), writer)) return say("edit", step.message.ref, step.lines);
			if (!step.replies) return;
			return await renew(step, place, writer, (ref) => say("renew", ref, step.lines));
		}
		case "renew": return await renew(step, place, writer, (ref) => say("renew", ref, step.lines));
		case "close":
			await close(step.message, place, writer);
			return say("close", step.message.ref, []);
		case "done": {
			const content = doneMessage(environment, step.cleared, rendering);
			await end(step.message, {
				...content,
				metadata: metadata("done", [], place, writer)
			}, writer);
			say("done", step.message.ref, []);
		}
	}
}
/** The message goes on in a new one, in which people are named, not mentioned. */
async function renew({ message, lines, metadataOnly }, place, writer, onPost) {
	const content = opened([...notifiedIn$1(lines), ...metadataOnly], staleMessage(place.environment, lines, "renewal", writer.rendering), place, writer);
	onPost(await writer.slack?.post({
		...content,
		channel: place.channel
	}));
	if (message !== void 0) await close(message, place, writer);
}
async function close(message, place, writer) {
	await end(message, {
		...closedMessage(place.environment),
		metadata: metadata("moved", [], place, writer)
	}, writer);
}
/** Writes the end of a message; where it can be edited no more, as a reply, by which the next run knows that it has ended. */
async function end(message, content, writer) {
	if (await edit(message, content, writer)) return;
	await forgivingGone(() => writer.slack?.reply(message.ref, content));
}
/** Edits a message. False when Slack will never take an edit of it: it was deleted, or the workspace limits how long one may. */
async function edit({ ref }, content, { slack, log }) {
	const edited = await forgivingGone(() => slack?.edit(ref, content));
	if (!edited) log.notice(`${ref.channel}: the message of ${timeOf(ref)} can no longer be edited`);
	return edited;
}
/** Whether Slack did it; false when there is no message any more that it could be done with. Throws all else. */
async function forgivingGone(work) {
	try {
		await work();
		return true;
	} catch (thrown) {
		if (thrown instanceof UserError && thrown.reason === "slack-message-gone") return false;
		throw thrown;
	}
}
/** A message's name is the time when it was posted. */
function timeOf({ ts }) {
	return (/* @__PURE__ */ new Date(Number(ts) * 1e3)).toISOString();
}
function opened(notified, content, place, writer, replied = "") {
	return {
		...content,
		metadata: metadata("open", notified, place, writer, replied)
	};
}
function metadata(state, notified, { environment }, { scan, channels }, replied = "") {
	return metadataOf({
		scan,
		state,
		environment,
		notified,
		replied,
		channels: state === "reply" ? [] : channels
	});
}
function notifiedIn$1(lines) {
	return lines.map(({ notified }) => notified);
}
function newCommitsIn(lines) {
	return lines.reduce((sum, line) => sum + (line.kind === "notified" ? line.newCommits.length : 0), 0);
}

// src/delivery/stale/messages/message-place.ts
/** The same for two spellings of one environment. */
function placeKey({ environment, channel }) {
	return `${channel} ${canonicalName(environment)}`;
}

// src/delivery/stale/messages/open-messages.ts
/** Messages are renewed before they are as old as this. */
const SEARCHED = 30 * DAY;
/** Finds the open messages of a scan in a channel, with what their threads have notified since they were last written. */
async function findOpen(slack, channel, scan, now) {
	const { messages, complete } = await slack.find(channel, STALE_EVENT, now - SEARCHED);
	const ours = messages.flatMap(({ ref, metadata, before }) => {
		const stored = readMessageMetadata(metadata);
		return stored?.scan === scan ? [{
			ref,
			stored,
			newer: before
		}] : [];
	});
	const open = [];
	for (const { ref, stored, newer } of ours) {
		if (stored.state !== "open") continue;
		const notified = await notifiedIn(slack, ref, stored);
		if (notified !== void 0) open.push({
			ref,
			newer,
			...notified,
			environment: stored.environment
		});
	}
	return {
		open: Map.groupBy(open, ({ environment }) => canonicalName(environment)),
		channels: ours[0]?.stored.channels ?? [],
		complete
	};
}
/**
* What a message has notified: as it was last written, and by each reply since. A reply carries its own metadata, so that
* nothing is notified twice when a run dies between the reply and the edit, and nothing is lost when the reply is not taken.
* Undefined when a reply says that the message has ended: it could be edited no more.
*/
async function notifiedIn(slack, ref, message) {
	const notified = new Map(message.notified.map((one) => [one.key, one]));
	let { replied } = message;
	const { messages } = await slack.findReplies(ref, STALE_EVENT, message.replied);
	for (const reply of messages) {
		const stored = readMessageMetadata(reply.metadata);
		if (stored === void 0 || stored.scan !== message.scan || stored.state === "open") continue;
		if (stored.state !== "reply") return void 0;
		for (const one of stored.notified) notified.set(one.key, one);
		replied = reply.ref.ts;
	}
	return {
		notified: [...notified.values()],
		replied
	};
}

// src/delivery/stale/messages/plan.ts
/** A search finds what is at most 30 days old, and among the newest 2,000: a message is renewed long before. */
const RENEWED_AFTER = 20 * DAY;
const RENEWED_BEHIND = 1e3;
/**
* Decides what becomes of the messages of one environment in one channel. There is one, unless it has no room for another
* service: then the next one begins. A service stays where it was notified. `open`: newest first.
*/
function planMessages(open, keyStates, tools) {
	const { now, fits } = tools;
	const taken = /* @__PURE__ */ new Set();
	const bins = [];
	const closed = [];
	for (const message of open) {
		const notified = message.notified.filter(({ key }) => !taken.has(key)).map((one) => withLatest(one, open));
		if (notified.length === 0 && message.notified.length > 0) {
			closed.push({
				kind: "close",
				message
			});
			continue;
		}
		for (const { key } of notified) taken.add(key);
		const keys = new Set(notified.map(({ key }) => key));
		bins.push({
			message,
			notified,
			keyStates: keyStates.filter(({ key }) => keys.has(keyText(key)))
		});
	}
	const fresh = keyStates.filter(({ key }) => !taken.has(keyText(key))).flatMap((keyState) => firstNotified(keyState, now));
	fresh.sort((one, other) => one.since - other.since);
	for (const { keyState } of fresh) {
		const bin = bins.find((one) => {
			const { lines, metadataOnly } = contentOf({
				...one,
				keyStates: [...one.keyStates, keyState]
			}, now);
			return fits(lines, metadataOnly, one.message === void 0 ? "post" : "edit");
		});
		if (bin === void 0) bins.push({
			message: void 0,
			notified: void 0,
			keyStates: [keyState]
		});
		else bin.keyStates.push(keyState);
	}
	return [...bins.flatMap((bin) => split(stepOf(bin, tools), tools)), ...closed];
}
/**
* What an open message stores of a service grows when reminders are switched on, or its repository gets a longer name. What has no
* room any more continues in a new message: that comes first, since this run may die before the other is edited. Services that
* have nothing new move before others, those with the youngest commits first.
*/
function split(step, { hasRoom }) {
	if (step === void 0) return [];
	if (step.kind !== "edit" && step.kind !== "renew") return [step];
	const { metadataOnly } = step;
	const quiet = step.lines.filter((line) => !hasNews(line));
	const stay = [...[...step.lines.filter(hasNews), ...quiet]];
	while (stay.length > 1 && !hasRoom([...stay.map(({ notified }) => notified), ...metadataOnly])) stay.pop();
	const moved = step.lines.filter((line) => !stay.includes(line));
	if (moved.length === 0) return [step];
	const [fresh, old] = [moved.filter(hasNews), moved.filter((line) => !hasNews(line))];
	return [
		...fresh.length === 0 ? [] : [{
			kind: "post",
			lines: fresh
		}],
		...old.length === 0 ? [] : [{
			kind: "renew",
			message: void 0,
			lines: old,
			metadataOnly: []
		}],
		{
			...step,
			lines: step.lines.filter((line) => stay.includes(line))
		}
	];
}
function hasNews(line) {
	return line.kind === "notified" && (line.newCommits.length > 0 || isReminder(line));
}
/** Two runs at once may have notified a key in two messages: what either notified is notified. */
function withLatest(notified, open) {
	const all = open.flatMap((message) => message.notified.filter(({ key }) => key === notified.key));
	return {
		...notified,
		notified: Math.max(...all.map((one) => one.notified))
	};
}
function firstNotified(keyState, now) {
	const shown = keyState.kind === "judged" ? notification(keyState, void 0, now) : void 0;
	return shown === void 0 ? [] : [{
		keyState,
		since: shown.notified.since
	}];
}
function contentOf({ notified, keyStates }, now) {
	const effect = messageChange(notified, keyStates, now);
	return {
		lines: effect.kind === "post" || effect.kind === "edit" ? effect.lines : [],
		metadataOnly: effect.kind === "edit" ? effect.metadataOnly : []
	};
}
function stepOf({ message, notified, keyStates }, { now, quiet }) {
	const effect = messageChange(notified, keyStates, now);
	if (effect.kind === "nothing") return void 0;
	if (effect.kind === "post") return effect;
	if (message === void 0) throw new Error(`a message that is not there cannot become ${effect.kind}`);
	if (effect.kind === "done") return {
		kind: "done",
		message,
		cleared: effect.cleared
	};
	const { lines, metadataOnly, replies, cleared } = effect;
	if ((now - Number(message.ref.ts) * 1e3 > RENEWED_AFTER || message.newer > RENEWED_BEHIND) && !quiet && !replies) return {
		kind: "renew",
		message,
		lines,
		metadataOnly
	};
	return {
		kind: "edit",
		message,
		lines,
		metadataOnly,
		replies,
		cleared
	};
}

// src/delivery/stale/messages/channels.ts
/**
* Brings the messages of every channel up to date, one channel after the other; what fails in one does not keep the others
* from being notified. Channels that an earlier run notified, and which no policy that could be read names today, are found in the
* messages of the others.
*/
async function notifyChannels(keyStates, options) {
	const { slack, writer, log, dryRun } = options;
	const { now } = writer.rendering;
	const actions = [];
	const attempts = new ChannelAttempts();
	const found = /* @__PURE__ */ new Map();
	const queue = [...new Set(keyStates.places.map(({ channel }) => channel))].sort();
	const named = new Set(queue);
	const gone = /* @__PURE__ */ new Set();
	const absent = new AbsentMembers(slack, log);
	const deliver = async (place, { open }, channels) => {
		for (const step of stepsOf(place, open.get(canonicalName(place.environment)) ?? [], keyStates, options)) {
			const rendering = await absent.without(step, place.environment, writer.rendering);
			await takeStep(step, place, {
				...writer,
				rendering,
				channels,
				slack: dryRun ? void 0 : slack,
				log
			}, (action) => {
				actions.push(action);
				log.info(actionLine(action, dryRun));
			});
		}
	};
	for (const channel of queue) {
		const search = async () => {
			const one = await findOpen(slack, channel, writer.scan, now);
			found.set(channel, one);
			if (!one.complete && one.open.size === 0) log.notice(tooFarUp(channel));
			for (const other of one.channels) if (!queue.includes(other)) queue.push(other);
		};
		if (named.has(channel)) await attempts.make(channel, search);
		else if (await attempts.look(channel, search)) gone.add(channel);
	}
	const remembered = [...found.values()].flatMap(({ open }) => [...open.values()].flat());
	const unknown = keyStates.unknownIn(remembered.flatMap(({ notified }) => notified));
	keyStates.remember(remembered.flatMap(({ notified }) => notified));
	if (unknown.length > 0) {
		const { names, unread } = await options.todaysNames(unknown);
		keyStates.learnNames(names);
		keyStates.doubt(unread);
		if (unread.length > 0) log.notice(notFollowed(unread));
	}
	for (const [channel, one] of found) {
		if (named.has(channel)) continue;
		for (const place of placesOf(channel, one.open, keyStates)) {
			if (gone.has(channel)) break;
			if (await attempts.look(channel, () => deliver(place, one, queue))) gone.add(channel);
		}
		if (gone.has(channel)) log.notice(`${channel}, which no policy names, takes no messages: its messages stay as they are`);
	}
	const isOver = (channel) => gone.has(channel) || found.get(channel)?.open.size === 0;
	const channels = queue.filter((channel) => named.has(channel) || !isOver(channel));
	for (const [channel, one] of found) {
		if (!named.has(channel)) continue;
		for (const place of placesOf(channel, one.open, keyStates)) await attempts.make(channel, () => deliver(place, one, channels));
	}
	return {
		actions,
		problems: attempts.problems
	};
}
function notFollowed(unread) {
	const what = unread.length === 1 ? "its name today" : "their names today";
	return `${unread.join(", ")}: ${what} could not be read, so the next run notifies about repositories that may be the same under another name`;
}
function tooFarUp(channel) {
	return `${channel}: no open message is among its newest 2,000 messages; an older one would be posted a second time`;
}
/** Places of this run, and those of open messages that this run does not scan. */
function placesOf(channel, open, keyStates) {
	const found = [...open.values()].flat().map(({ environment }) => ({
		environment,
		channel
	}));
	const places = [...keyStates.places.filter((place) => place.channel === channel), ...found];
	return [...new Map(places.map((place) => [placeKey(place), place])).values()];
}
function stepsOf(place, found, keyStates, { writer, quiet }) {
	const { rendering, scan } = writer;
	const open = found.map((one) => ({
		...one,
		notified: keyStates.byTodaysNames(one.notified)
	}));
	const metadataOnly = open.flatMap(({ notified }) => notified);
	const roomFor = (notified) => hasRoom({
		scan,
		state: "open",
		environment: place.environment,
		notified,
		replied: "",
		channels: []
	});
	return planMessages(open, keyStates.at(place, metadataOnly, rendering.now), {
		now: rendering.now,
		quiet: quiet !== void 0,
		hasRoom: roomFor,
		fits: (lines, beside, written) => roomFor([...lines.map(({ notified }) => notified), ...beside]) && fitsOneMessage(place.environment, lines, written, rendering)
	});
}

// src/delivery/stale/messages/key-states.ts
/**
* A repository that is scanned no more leaves its messages after this time, not at once: another job's scan that goes by
* the same name may be the one that looks at it.
*/
const FORGOTTEN_AFTER = 2 * DAY;
/** What this run knows, by place. */
var KeyStatesByPlace = class {
	#repositories;
	/** Today's names by the old ones. */
	#renamed = /* @__PURE__ */ new Map();
	/** Repositories that some message remembers, by today's names where these are known. */
	#remembered = /* @__PURE__ */ new Set();
	/** Whether a repository may be one that a message remembers under another name. */
	#isDoubtful = false;
	#places = /* @__PURE__ */ new Map();
	constructor(surveyed) {
		const named = surveyed.flatMap((one) => [one.repository, ...one.name === void 0 ? [] : [one.name]].map((name) => [canonicalName(name), one]));
		this.#repositories = new Map(named);
		for (const { repository, name = repository } of surveyed) if (canonicalName(name) !== canonicalName(repository)) this.learnNames(/* @__PURE__ */ new Map([[repository, name]]));
		for (const { keyState, channel } of surveyed.flatMap(({ keys }) => keys)) {
			if (channel === void 0) continue;
			const place = {
				environment: keyState.key.environment,
				channel
			};
			const known = this.#places.get(placeKey(place)) ?? {
				...place,
				keyStates: []
			};
			known.keyStates.push(keyState);
			this.#places.set(placeKey(place), known);
		}
	}
	/** Repositories that a message remembers and this run does not have: they may have another name now. */
	unknownIn(notified) {
		const names = notified.map(({ key }) => key.split("#")[0] ?? "");
		return [...new Set(names)].filter((name) => !this.#repositories.has(name) && !this.#renamed.has(name));
	}
	/** `names`: what repositories are called now, by their old names, `owner/name` each. */
	learnNames(names) {
		for (const [old, name] of names) this.#renamed.set(canonicalName(old), canonicalName(name));
	}
	/** What all messages remember. */
	remember(notified) {
		for (const { key } of notified) this.#remembered.add(key.split("#")[0] ?? "");
	}
	/** Nothing is said of a repository that no message remembers, as long as one is remembered whose name today could not be read. */
	doubt(unread) {
		this.#isDoubtful ||= unread.length > 0;
	}
	/**
	* What a message remembers, by today's names of the repositories: who was notified under the old name is not notified again. A
	* service that is called like its repository has a new name too. Whether it is cannot be seen where the repository was not
	* read: it keeps its old name until then.
	*/
	byTodaysNames(notified) {
		const keys = new Set(this.places.flatMap(({ keyStates }) => keyStates.map(({ key }) => keyText(key))));
		const found = notified.map((one) => {
			const [old = "", service = ""] = one.key.split("#");
			const name = this.#renamed.get(old);
			if (name === void 0 || !this.#isRead(name)) return one;
			const isNamedLikeIt = service === old.split("/")[1] && !keys.has(`${name}#${service}`);
			return {
				...one,
				key: `${name}#${isNamedLikeIt ? name.split("/")[1] : service}`
			};
		});
		return [...new Map(found.map((one) => [one.key, one])).values()];
	}
	#isRead(name) {
		const surveyed = this.#repositories.get(name);
		return surveyed === void 0 || surveyed.kind === "read" || surveyed.kind === "closed" || surveyed.keys.length > 0;
	}
	/** Whether a repository is new to all messages, and may still be one of those that they remember. */
	#isUncertain(repository) {
		const name = canonicalName(repository);
		const isKnown = this.#remembered.has(name) || [...this.#renamed.values()].includes(name);
		return this.#isDoubtful && !isKnown;
	}
	get places() {
		return [...this.#places.values()];
	}
	/**
	* What is known of a place's keys, those that a message remembers among them: such a key may be known to belong here no
	* more, or it could not be read. A key that is in neither belongs to no repository of this scan.
	*/
	at(place, metadataOnly, now) {
		const keyStates = (this.#places.get(placeKey(place))?.keyStates ?? []).filter(({ key }) => !this.#isUncertain(key.repository));
		const known = new Set(keyStates.map(({ key }) => keyText(key)));
		return [...keyStates, ...metadataOnly.filter(({ key }) => !known.has(key)).flatMap((notified) => this.#other(notified, place, now))];
	}
	#other(notified, { environment }, now) {
		const [repository = "", service = ""] = notified.key.split("#");
		const key = {
			repository,
			service,
			environment
		};
		const surveyed = this.#repositories.get(this.#renamed.get(repository) ?? repository);
		if (surveyed === void 0) return now - notified.seen * 1e3 < FORGOTTEN_AFTER ? [] : [{
			kind: "unwatched",
			key,
			why: "not-scanned"
		}];
		const { kind, finding } = surveyed;
		if ((kind === "failed" || kind === "left-out") && finding !== void 0) return [{
			kind: "unread",
			key,
			finding
		}];
		return [{
			kind: "unwatched",
			key,
			why: kind === "closed" ? "closed" : "policy"
		}];
	}
};

// src/domain/stale/commit-kind.ts
function kindOf(facts, { skipMarker, ignorePaths }) {
	const { message, changedPaths } = facts.commit;
	if (!facts.ofService) return "other-services";
	if (facts.undone) return "undone";
	if (message.toLowerCase().includes(skipMarker.toLowerCase())) return "skipped";
	if (coverAll(ignorePaths, changedPaths ?? [])) return "ignored";
	if (!facts.deployable) return "checks-red";
	if (facts.takenOut) return "rolled-back";
	if (facts.behindFailed) return "behind-failed";
	return facts.neverDeployed ? "never-deployed" : "waiting";
}
/** Whether commits of this kind are reported, and counted for the policy's minimum. The others are deployed with them. */
function isReported(kind) {
	return kind !== "other-services" && kind !== "undone" && kind !== "skipped" && kind !== "ignored";
}
/** Whether a commit may be deployed by its own checks. What was not read, or could not be, does not pass. */
function checksPassed(checks) {
	return checks !== void 0 && checks.findings.length === 0;
}

// src/domain/stale/silence.ts
function silenceOf(facts) {
	const { lock, openDeployments, stale, counting, minimum, quiet } = facts;
	const locked = lockText(lock);
	if (locked !== void 0) return {
		reason: "locked",
		text: locked
	};
	for (const reason of ["deploying", "waiting-for-approval"]) {
		const found = openDeployments.find(({ kind }) => kind === reason);
		if (found === void 0) continue;
		const what = `deployment ${found.deployment.id} of ${shortSha(found.deployment.sha)}`;
		return {
			reason,
			text: reason === "deploying" ? `${what} is in progress` : `${what} waits for approval`
		};
	}
	if (stale === 0) return {
		reason: "nothing-stale",
		text: "nothing is stale"
	};
	if (counting < minimum) return {
		reason: "below-minimum",
		text: `${counting} ${counting === 1 ? "commit waits" : "commits wait"}, fewer than ${minimum}`
	};
	return quiet === void 0 ? void 0 : {
		reason: "quiet",
		text: quiet
	};
}
function lockText(answer) {
	if (answer.kind === "unreadable") return `its lock cannot be read, which counts as locked: ${answer.why}`;
	const { lock } = answer;
	if (lock === void 0) return void 0;
	return lockWords(lock);
}

// src/domain/stale/judge.ts
/** Judges one key by the facts of its repository. What cannot be known is `unread`, never taken for live. */
function judgeKey({ key, facts, policy, lock, quiet }, now) {
	const environment = environmentOf(policy, key.environment);
	const stale = environment?.stale;
	if (environment === void 0 || stale === void 0) throw new Error(`${key.environment} is not looked at`);
	const { head } = facts;
	const read = facts.environments.get(environment.name);
	if (read === void 0) return unread(key, `the deployments to ${environment.name} could not be read`);
	const ours = deploymentsOf(read.deployments, key.service, policy.services);
	const good = goodDeployments(read.deployments, key.service, policy.services);
	if (good.length === 0 && !read.complete) return unread(key, `no good deployment ${`of ${key.service} to ${environment.name} is among the ${read.deployments.length} newest there`}, and older ones are not read; deploy it, or turn it off there (stale: off)`);
	if (facts.line === void 0 && !(head.head !== void 0 && isAt(good[0]?.sha, head.head))) return unread(key, `the commits of ${head.branch ?? "its branch"} could not be read`);
	const positions = positionsOn(facts.line ?? { commits: [] });
	const live = facts.line === void 0 ? {
		deployment: good[0],
		offLine: false,
		base: good[0],
		baseKnown: true,
		waiting: 0
	} : liveOn(good, facts.line, positions);
	const open = openDeployments(ours, live.deployment, now);
	const waiting = judgeCommits({
		facts,
		policy,
		environment,
		stale,
		key,
		ours,
		good,
		live,
		positions,
		read
	}, now);
	const staleOnes = waiting.filter((one) => one.stale);
	const counting = waiting.filter((one) => one.counts).length;
	const more = live.base === void 0 && facts.line !== void 0 && facts.line.end !== "root";
	return {
		kind: "judged",
		key,
		branch: head.branch ?? "",
		task: taskOf(key.service, policy.services),
		live,
		commits: waiting,
		more,
		stale: staleOnes,
		candidate: candidateOf(waiting),
		after: environment.rules.order?.after,
		frozen: waiting.length === 0 ? void 0 : frozenUntil(environment.rules.freeze, now),
		openDeployments: open,
		reminders: stale.reminders,
		silence: silenceOf({
			lock,
			openDeployments: open,
			stale: staleOnes.length,
			counting,
			minimum: stale.minimum,
			quiet
		})
	};
}
/** The newest that can be deployed; where the service has commits of its own that can, the newest of these. */
function candidateOf(waiting) {
	const deployable = waiting.filter((one) => checksPassed(one.checks));
	return deployable.find((one) => one.kind !== "other-services") ?? deployable[0];
}
function judgeCommits(known, now) {
	const { facts, policy, environment, stale, key, ours, good, live, positions } = known;
	const waiting = (facts.line?.commits ?? []).slice(0, live.waiting);
	const undone = undoneCommits(waiting, key.repository);
	const merged = mergeTimes(waiting);
	const elsewhere = liveElsewhere(facts, policy, key, positions);
	const failures = (live.deployment === void 0 ? ours : ours.slice(0, ours.indexOf(live.deployment))).filter((one) => badEnd(one) !== void 0 && badEnd(one)?.state !== "inactive" && facts.line?.leftAt?.has(one.sha) !== true);
	const checks = waiting.map((one) => one.checks === void 0 ? void 0 : judgeChecks(one.checks, environment.checks));
	const candidate = checks.findIndex(checksPassed);
	const goodOnLine = facts.line?.end === "root" ? good.filter(({ sha }) => positions.has(sha.toLowerCase())) : good;
	return waiting.map((commit, position) => {
		const takenOut = takenOutBy(position, goodOnLine, positions);
		const failed = failures.find((deployment) => containsPosition(deployment, position, positions));
		const kind = kindOf({
			commit,
			ofService: isOf(commit, key.service),
			undone: undone.has(commit.sha),
			deployable: candidate >= 0 && candidate <= position,
			takenOut: takenOut !== void 0,
			behindFailed: failed !== void 0,
			neverDeployed: good.length === 0
		}, stale);
		const since = sinceOf$1(merged[position], takenOut);
		const counted = isReported(kind);
		return {
			commit,
			kind,
			since,
			counts: counted,
			stale: counted && since !== void 0 && now - since.at >= stale.after,
			liveIn: elsewhere.filter((one) => one.from <= position).map((one) => one.name),
			checks: checks[position],
			takenOutBy: takenOut,
			failed
		};
	});
}
/** The other environments, each with the position from which the line is live there. */
function liveElsewhere(facts, policy, key, positions) {
	return policy.environments.flatMap(({ name }) => {
		const read = facts.environments.get(name);
		if (read === void 0 || canonicalName(name) === canonicalName(key.environment)) return [];
		const deployment = liveDeployment(read.deployments, key.service, policy.services);
		const from = deployment === void 0 ? void 0 : positions.get(deployment.sha.toLowerCase());
		return from === void 0 ? [] : [{
			name,
			from
		}];
	});
}
function isOf({ notOf }, service) {
	return notOf?.has(service) !== true;
}
function isAt(live, head) {
	return live?.toLowerCase() === head.toLowerCase();
}
function unread(key, text) {
	const { repository } = key;
	return {
		kind: "unread",
		key,
		finding: {
			reason: "history-unreadable",
			text: `${repository}: ${text}`,
			where: repository
		}
	};
}

// src/delivery/stale/survey/survey.ts
/** Reads the repositories and judges every key by its own policy. */
async function survey(tools, request) {
	const policies = /* @__PURE__ */ new Map();
	const questionOf = (head) => {
		const policy = parsePolicy(head.policyText, { repository: head.repository.split("/")[1] ?? "" });
		policies.set(head.repository, policy);
		return questionBy(policy, request);
	};
	const scanned = await scanRepositories(tools, {
		...request,
		questionOf
	});
	const surveyed = [];
	const { github, budget } = tools;
	const before = github.requests();
	for (const one of scanned) surveyed.push(await surveyedOf(one, policies, request));
	budget.addRequests(github.requests() - before);
	return surveyed;
}
/** Environments without notifications are read too: the message says where else a commit is live. */
function questionBy(policy, { environments: wanted }) {
	const { services, servicePaths, apps, environments } = policy;
	if (watchedOf(policy, wanted).length === 0) return {
		services,
		apps,
		environments: [],
		asksForRules: false
	};
	return {
		services,
		servicePaths,
		apps,
		asksForRules: environments.some(({ checks, stale }) => stale !== void 0 && checks.count === "required"),
		environments: environments.map(({ name, stale }) => {
			if (stale === void 0 || stale.ignorePaths.length === 0) return {
				name,
				pathsAfter: void 0
			};
			return {
				name,
				pathsAfter: stale.minimum > 1 ? 0 : stale.after,
				ignorePaths: stale.ignorePaths
			};
		})
	};
}
function watchedOf({ environments }, wanted) {
	return environments.filter(({ name, stale }) => stale !== void 0 && (wanted === void 0 || wanted.includes(canonicalName(name))));
}
async function surveyedOf(scanned, policies, request) {
	const { repository } = scanned;
	const nothing = {
		repository,
		keys: [],
		finding: void 0,
		name: void 0,
		environments: [],
		unmatched: []
	};
	if (scanned.kind !== "read") {
		const policy = [...policies].find(([name]) => canonicalName(name) === canonicalName(repository))?.[1];
		const keys = policy === void 0 ? [] : unreadKeys(scanned, policy, request);
		return {
			...nothing,
			kind: scanned.kind,
			finding: scanned.finding,
			keys
		};
	}
	const { facts } = scanned;
	const name = facts.head.repository;
	const policy = policies.get(name);
	if (facts.head.closed !== void 0 || policy === void 0) return {
		...nothing,
		kind: "closed",
		name
	};
	const keys = [];
	for (const { name: environment, slack } of watchedOf(policy, request.environments)) for (const service of policy.services) {
		const keyState = await judged({
			repository: name,
			service,
			environment
		}, facts, policy, request);
		keys.push({
			keyState,
			channel: slack.channel
		});
	}
	const { unmatched } = facts;
	return {
		...nothing,
		kind: "read",
		keys,
		name,
		unmatched,
		environments: policy.environments.map((one) => one.name)
	};
}
/** Its policy was read, the rest was not: at least the channels are known. */
function unreadKeys({ repository, finding }, policy, { environments }) {
	return watchedOf(policy, environments).flatMap(({ name: environment, slack }) => policy.services.map((service) => ({
		keyState: {
			kind: "unread",
			key: {
				repository,
				service,
				environment
			},
			finding
		},
		channel: slack.channel
	})));
}
async function judged(key, facts, policy, { locks, quiet, now }) {
	const free = judgeKey({
		key,
		facts,
		policy,
		lock: {
			kind: "read",
			lock: void 0
		},
		quiet
	}, now);
	if (free.kind === "unread" || free.commits.length === 0) return free;
	const lock = await lockOf(locks, key, policy);
	return lock.kind === "read" && lock.lock === void 0 ? free : judgeKey({
		key,
		facts,
		policy,
		lock,
		quiet
	}, now);
}
/** A lock that cannot be read counts as a lock: no notification is sent. */
async function lockOf(locks, key, { locks: place }) {
	try {
		return {
			kind: "read",
			lock: await locks.lockOf({
				key,
				place,
				by: void 0
			})
		};
	} catch (thrown) {
		return {
			kind: "unreadable",
			why: messageOf(thrown)
		};
	}
}

// src/delivery/stale/survey/todays-names.ts
/** GitHub follows the old name of a renamed repository. */
async function readTodaysNames(tools, repositories) {
	const parts = repositories.map(headPart);
	const answers = await askParts(tools, HEADS, parts);
	const names = /* @__PURE__ */ new Map();
	const unread = [];
	for (const part of parts) {
		const answer = answers.get(part);
		if (answer?.kind === "read") names.set(part.repository, answer.value.repository);
		else if (answer?.finding.reason !== "github-not-found") unread.push(part.repository);
	}
	return {
		names,
		unread
	};
}

// src/delivery/stale/survey/unread.ts
/** What could not be read of the repositories, each in one line: without them, silence would look like an all-clear. */
function unreadFindings(repositories) {
	const findings = repositories.flatMap(({ kind, finding, keys }) => {
		if (kind === "failed") return finding === void 0 ? [] : [finding];
		return kind === "read" ? keys.flatMap(({ keyState }) => keyState.kind === "unread" ? [keyState.finding] : []) : [];
	});
	return [...new Map(findings.map((finding) => [finding.text, finding])).values()];
}
/** Paths of services that match nothing: the commits that they were meant for would never be reported. */
function unmatchedPaths(repositories) {
	return repositories.flatMap(({ name, unmatched }) => (unmatched ?? []).map(({ service, path: { text, where } }) => {
		return {
			reason: "policy-invalid",
			text: `${name}: ${where}: ${`'${text}' of service '${service}' matches nothing on the default branch`}: correct the path, or leave it out`,
			where
		};
	}));
}
/** Environments that were asked for and that no policy names. Reported only when every policy was read: else it may be in another one. */
function unknownEnvironments(wanted, repositories) {
	if (wanted === void 0 || repositories.some(({ kind }) => kind === "failed" || kind === "left-out")) return [];
	const known = [...new Set(repositories.flatMap(({ environments }) => environments))];
	const names = new Set(known.map(canonicalName));
	return wanted.filter((name) => !names.has(name)).map((name) => ({
		reason: "environment-unknown",
		text: `Input "environments" has '${name}', which no policy of the repositories names${suggestion(name, known)}`,
		where: "input environments"
	}));
}

// src/delivery/stale/scan.ts
/** Reads the repositories, judges what waits, brings the messages in Slack up to date. */
async function scanAndNotify(settings, context, { tools, slack, locks, now, policyText }) {
	const { log, budget } = tools;
	const own = ownPolicy(policyText, context, tools);
	const quiet = quietClock(own?.quiet)(now);
	const zone = own?.quiet?.zone ?? "UTC";
	const { names, unlisted } = await repositoriesOf(settings.scope, context, tools);
	const { environments } = settings;
	const request = {
		repositories: names,
		runNumber: context.runNumber,
		environments,
		quiet,
		locks,
		now
	};
	const repositories = await survey(tools, request);
	const rendering = {
		now,
		zone,
		serverUrl: context.serverUrl,
		runUrl: context.runUrl,
		users: own?.users ?? /* @__PURE__ */ new Map(),
		absent: /* @__PURE__ */ new Set(),
		clock: clockOf(zone, now)
	};
	const { dryRun } = settings;
	const writer = {
		rendering,
		scan: context.scan
	};
	const notified = slack === void 0 ? void 0 : await notifyChannels(new KeyStatesByPlace(repositories), {
		slack,
		dryRun,
		writer,
		quiet,
		log,
		todaysNames: (old) => readTodaysNames(tools, old)
	});
	return {
		now,
		zone,
		repositories,
		quiet,
		problems: [
			...unlisted === void 0 ? [] : [unlisted],
			...unreadFindings(repositories),
			...unmatchedPaths(repositories),
			...unknownEnvironments(settings.environments, repositories),
			...notified?.problems ?? []
		],
		slack: notified === void 0 ? "none" : dryRun ? "dry-run" : "notified",
		actions: notified?.actions ?? [],
		cost: {
			points: budget.points,
			queries: budget.calls,
			requests: budget.requests,
			budget: budget.limit,
			remaining: budget.remaining,
			slackRequests: slack?.requests() ?? 0
		}
	};
}
/** Users and quiet hours. A repository without a policy may only scan others. */
function ownPolicy(policyText, { repository }, { log }) {
	if (policyText !== void 0) return parsePolicy(policyText, { repository: repository.split("/")[1] ?? "" }).slack;
	log.notice(`${repository} has no ${POLICY_FILE} on its default branch: no users and no quiet hours are known`);
}
/** Which repositories are looked at. `unlisted`: GitHub counts more than it lists. */
async function repositoriesOf(scope, { repository }, tools) {
	switch (scope.kind) {
		case "own": return { names: [repository] };
		case "named": return { names: scope.repositories };
		case "topic": {
			const { repositories, unlisted } = await findRepositories(tools, scope);
			if (repositories.length === 0) {
				const text = `There are no ${`repositories of ${scope.organization} with the topic '${scope.topic}'`} that the token may see; check both, and the App's access`;
				throw new UserError("repositories-missing", text);
			}
			return {
				names: repositories,
				unlisted
			};
		}
	}
}

export { scanAndNotify };