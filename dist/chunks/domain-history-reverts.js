import { c as UserError, i as oneLine } from "./time-system-clock.js";
import { t as asRecord } from "./text-json.js";
import { i as coversAny, r as coverAll } from "./policy-path-patterns.js";
import { t as MalformedAnswer } from "./github-failure.js";
import { n as shortSha } from "./domain-sha.js";
import { t as canonicalName } from "./text-canonical-name.js";
import { t as ownerAndName } from "./github-repository.js";
import "./github-pages.js";
import { a as instantIn, c as objectIn, d as textOrNone, l as pageIn, s as numberIn, u as textIn } from "./github-graphql-errors.js";
import { d as attemptOf, i as goodSince, n as deploymentsOf, r as goodDeployments } from "./domain-history-deployments.js";
import { t as POLICY_FILE } from "./policy-policy-file.js";
import { a as batchesOf, i as batchesFrom, t as askParts } from "./github-graphql-parts.js";
import { a as statusesPart, i as STATUSES, n as deploymentFacts, r as deploymentsPart, t as DEPLOYMENTS } from "./github-history-deployment-page.js";
import { _ as isMergeTitle, a as placeText, c as pathsPage, d as historyPart, f as FirstParentWalk, g as positionsOn, h as liveOn, i as objectsPart, l as HISTORY, m as liveDeployment, n as OBJECTS, o as changesPaths, p as containsPosition, r as entriesPart, s as commitPaths, t as ENTRIES, u as containedPart, v as mergedBranch, y as titleOf } from "./github-history-objects.js";
import { d as requiredByProtection, f as requiredByRules, l as ACTIONS_APP } from "./domain-checks-judge.js";
import { n as headPart, t as HEADS } from "./github-scan-heads.js";
import { posix } from "node:path";

// src/github/scan/check-nodes.ts
/**
* GraphQL has no attempt of a run. Taken for a later one: then the newest job of a name counts, and a job that an
* older one of the same run should have blocked is covered by its run, which did not pass.
*/
const SOME_ATTEMPT = 2;
/** A branch that is no more, or a tag: GraphQL has only branches that are there, and the default branch is. */
const GONE = "";
/** The facts that the rules judge a commit by: the same as `readChecks` has from the REST interface. */
function checkFacts(sha, { contexts, suites }, { branch, ownRuns, required }) {
	const runs = contexts.nodes.filter((node) => textIn(node, "__typename") === "CheckRun");
	const statuses = contexts.nodes.filter((node) => textIn(node, "__typename") === "StatusContext");
	const workflowRuns = suites.nodes.flatMap((node) => workflowRun(node) ?? []);
	const own = workflowRuns.filter(({ id }) => ownRuns.has(id)).map(({ workflowId }) => workflowId);
	return {
		sha,
		branch,
		checkRuns: runs.map(checkRun),
		statuses: statusesOf(statuses),
		workflowRuns,
		ownWorkflowIds: [...new Set(own)],
		...required === void 0 ? {} : { required },
		unreadable: [...missing(contexts, "checks"), ...missing(suites, "check suites")]
	};
}
/** When the earliest check suite was made for a commit on the branch; undefined when there is none. */
function earliestSuite({ suites }, branch) {
	const times = suites.nodes.filter((node) => objectIn(node, "branch")?.name === branch).map((node) => instantIn(node, "createdAt"));
	return times.length === 0 ? void 0 : Math.min(...times);
}
function missing({ nodes, total }, what) {
	if (total <= nodes.length) return [];
	return [{
		reason: "check-unreadable",
		text: `GitHub counts ${total - nodes.length} more ${what} for the commit than it lists: they cannot be judged`
	}];
}
function checkRun(node) {
	const suite = objectIn(node, "checkSuite");
	return {
		id: numberIn(node, "databaseId"),
		name: textIn(node, "name"),
		app: appOf(suite),
		appId: appIdOf(suite),
		suiteId: suite === void 0 ? void 0 : numberIn(suite, "databaseId"),
		status: textIn(node, "status").toLowerCase(),
		conclusion: textOrNone(node, "conclusion")?.toLowerCase(),
		url: textIn(node, "url")
	};
}
function workflowRun(suite) {
	const run = objectIn(suite, "workflowRun");
	if (run === void 0 || appOf(suite) !== "github-actions") return void 0;
	const workflow = objectIn(run, "workflow");
	if (workflow === void 0) return void 0;
	const branch = objectIn(suite, "branch");
	return {
		id: numberIn(run, "databaseId"),
		workflowId: numberIn(workflow, "databaseId"),
		workflowName: textIn(workflow, "name"),
		event: textIn(run, "event"),
		headBranch: branch === void 0 ? GONE : textIn(branch, "name"),
		suiteId: numberIn(suite, "databaseId"),
		attempt: SOME_ATTEMPT,
		status: textIn(suite, "status").toLowerCase(),
		conclusion: textOrNone(suite, "conclusion")?.toLowerCase(),
		url: textIn(run, "url")
	};
}
/** GraphQL has no number of a status: its time takes its place, since only the order of one context's matters. */
function statusesOf(nodes) {
	return nodes.toSorted((one, other) => instantIn(one, "createdAt") - instantIn(other, "createdAt")).map((node, index) => {
		const state = textIn(node, "state").toLowerCase();
		return {
			id: index + 1,
			context: textIn(node, "context"),
			state: state === "expected" ? "pending" : state,
			url: textOrNone(node, "targetUrl") ?? ""
		};
	});
}
function appIdOf(suite) {
	const app = suite === void 0 ? void 0 : objectIn(suite, "app");
	return app === void 0 || app.databaseId === null ? void 0 : numberIn(app, "databaseId");
}
function appOf(suite) {
	const app = suite === void 0 ? void 0 : objectIn(suite, "app");
	return app === void 0 ? "" : textIn(app, "slug");
}

// src/github/scan/details-page.ts
const CHECKS = [`fragment contexts on StatusCheckRollupContextConnection {
  totalCount
  nodes {
    __typename
    ... on CheckRun { databaseId name status conclusion url checkSuite { databaseId app { databaseId slug } } }
    ... on StatusContext { context state targetUrl createdAt }
  }
  pageInfo { hasNextPage endCursor }
}`, `fragment suites on CheckSuiteConnection {
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
}`];
/** The question for what is known of waiting commits beside the line: three requests each. */
const DETAILS = {
	name: "Details",
	doing: "show the pull requests and checks of commits",
	most: 25,
	requests: 149,
	fragments: [`fragment details on Commit {
  associatedPullRequests(first: 5) { nodes { number title mergedAt mergeCommit { oid } author { __typename login } mergedBy { __typename login } } pageInfo { hasNextPage endCursor } }
  statusCheckRollup { contexts(first: 100) { ...contexts } }
  checkSuites(first: 100) { ...suites }
}`, ...CHECKS]
};
/** The question for further pages of a commit's checks. */
const MORE_CHECKS = {
	name: "MoreChecks",
	doing: "list all checks of a commit",
	most: 25,
	requests: 149,
	fragments: CHECKS
};
/** Asks for the details of some commits of a repository. */
function detailsPart(repository, shas) {
	return {
		repository,
		requests: shas.length * 3,
		write: (declare) => {
			const { owner, repo } = ownerAndName(repository);
			return `repository(${`owner: ${declare("String!", owner)}, name: ${declare("String!", repo)}`}) { ${shas.map((sha, at) => `c${at}: object(oid: ${declare("GitObjectID!", sha)}) { ...details }`).join("\n")} }`;
		},
		read: (data, errors) => {
			if (errors.length > 0) throw new MalformedAnswer("errors");
			const details = shas.map((sha, at) => {
				const commit = objectIn(data, `c${at}`);
				if (commit === void 0) throw new MalformedAnswer(`no commit ${sha}`);
				return [sha, {
					pullRequest: ownPullRequest(commit, sha),
					...checksIn(commit)
				}];
			});
			return new Map(details);
		}
	};
}
/** Asks for one more page of a commit's checks. */
function moreChecksPart(repository, sha, after) {
	return {
		repository,
		requests: 2,
		write: (declare) => {
			const { owner, repo } = ownerAndName(repository);
			const where = `owner: ${declare("String!", owner)}, name: ${declare("String!", repo)}`;
			const contexts = `contexts(first: 100, after: ${declare("String", after.contexts ?? null)}) { ...contexts }`;
			const suites = `checkSuites(first: 100, after: ${declare("String", after.suites ?? null)}) { ...suites }`;
			return `repository(${where}) { ${`object(oid: ${declare("GitObjectID!", sha)})`} { ... on Commit { statusCheckRollup { ${contexts} } ${suites} } } }`;
		},
		read: (data, errors) => {
			const commit = objectIn(data, "object");
			if (errors.length > 0 || commit === void 0) throw new MalformedAnswer(`no commit ${sha}`);
			return checksIn(commit);
		}
	};
}
function checksIn(commit) {
	const rollup = objectIn(commit, "statusCheckRollup");
	return {
		contexts: rollup === void 0 ? {
			nodes: [],
			total: 0,
			next: void 0
		} : listedIn(rollup, "contexts"),
		suites: listedIn(commit, "checkSuites")
	};
}
function listedIn(fields, name) {
	const connection = objectIn(fields, name);
	const page = pageIn(fields, name);
	if (connection === void 0 || page === void 0) throw new MalformedAnswer(`no ${name}`);
	return {
		nodes: page.nodes,
		total: numberIn(connection, "totalCount"),
		next: page.next
	};
}
/** Of a commit's pull requests the one whose merge made it: the others only contained it, or were merged by rebase. */
function ownPullRequest(commit, sha) {
	const page = pageIn(commit, "associatedPullRequests");
	if (page === void 0) throw new MalformedAnswer("no pull requests");
	for (const node of page.nodes) {
		const merge = objectIn(node, "mergeCommit");
		if (merge === void 0 || node.mergedAt === null || textIn(merge, "oid").toLowerCase() !== sha) continue;
		const author = objectIn(node, "author");
		const merger = objectIn(node, "mergedBy");
		const isBots = author !== void 0 && textIn(author, "__typename") === "Bot";
		const isPersons = merger !== void 0 && textIn(merger, "__typename") === "User";
		return {
			number: numberIn(node, "number"),
			mergedAt: instantIn(node, "mergedAt"),
			title: textIn(node, "title"),
			author: author === void 0 ? void 0 : textIn(author, "login"),
			mergedBy: isBots && isPersons ? textIn(merger, "login") : void 0
		};
	}
}

// src/github/scan/repository-reading.ts
/** The services about which something is asked. */
function servicesAsked({ asked, services }) {
	return asked ?? services;
}
/** The value of an answer; without one the repository has a problem from now on. */
function valueFor(draft, answer) {
	if (answer === void 0) throw new Error(`${draft.head.repository} was not asked about`);
	if (answer.kind === "read") return answer.value;
	draft.problem ??= answer;
}

// src/github/scan/rest.ts
/** Reasons that concern every repository alike: nothing more is worth asking. */
const FOR_ALL = ["github-token-invalid"];
/**
* Sends one REST request for a repository, if the budget has it. Undefined when it was not sent or failed: the repository
* then has a problem, the others go on.
*/
async function requestForRepository({ github, budget }, draft, work) {
	const { repository } = draft.head;
	if (!budget.takeRequest()) {
		if (budget.stopped !== void 0) draft.problem ??= {
			kind: "left-out",
			finding: budget.stopped
		};
		return;
	}
	try {
		return await work(await github.octokit());
	} catch (thrown) {
		if (!(thrown instanceof UserError) || FOR_ALL.includes(thrown.reason)) throw thrown;
		const finding = {
			reason: thrown.reason,
			text: `${repository}: ${thrown.message}`,
			where: repository
		};
		const limited = thrown.reason === "github-rate-limited";
		if (limited) budget.stop({
			reason: thrown.reason,
			text: thrown.message
		});
		draft.problem ??= {
			kind: limited ? "left-out" : "failed",
			finding
		};
		return;
	}
}

// src/github/scan/waiting.ts
/** So many of a repository's newest waiting commits are read in detail; of the rest only the oldest of each key. */
const DETAILED_COMMITS = 100;
/** Positions on the line of the waiting commits whose details are needed, newest first. */
function detailedPositions({ line, environments, question }) {
	const positions = /* @__PURE__ */ new Set();
	if (line === void 0) return [];
	const most = question.detailed ?? DETAILED_COMMITS;
	for (let at = 0; at < Math.min(line.commits.length, question.newest ?? 0); at++) positions.add(at);
	const onLine = positionsOn(line);
	for (const { deployments } of environments.values()) for (const service of servicesAsked(question)) {
		const { waiting } = liveOn(goodDeployments(deployments, service, question.services), line, onLine);
		for (let at = 0; at < Math.min(waiting, most); at++) positions.add(at);
		const own = line.commits.slice(0, waiting).flatMap(({ notOf }, at) => notOf?.has(service) === true ? [] : [at]);
		const last = own.at(-1);
		for (const at of own.slice(0, most)) positions.add(at);
		if (last !== void 0) positions.add(last);
	}
	return [...positions].sort((one, other) => one - other);
}

// src/github/scan/details.ts
/** Commits of one repository that are asked for together: two such parts are one point. */
const COMMITS = 24;
/** More pages of a commit's checks are not read; what is further on counts as not read, and blocks. */
const PAGES$2 = 20;
/** Reads what is known of the waiting commits: when and by which pull request they were merged, and their checks. */
async function readDetails(tools, drafts) {
	const suiteTimes = /* @__PURE__ */ new Map();
	for (const draft of drafts) await readRules(tools, draft);
	const open = drafts.filter((draft) => draft.problem === void 0 && draft.line !== void 0).flatMap((draft) => {
		const shas = detailedPositions(draft).flatMap((at) => draft.line?.commits[at]?.sha ?? []);
		return batchesOf(shas, COMMITS).map((some) => ({
			draft,
			part: detailsPart(draft.head.repository, some)
		}));
	});
	const parts = open.map(({ part }) => part);
	const answers = await askParts(tools, DETAILS, parts);
	for (const { draft, part } of open) {
		const value = valueFor(draft, answers.get(part));
		if (value === void 0) continue;
		for (const [sha, first] of value) {
			const details = await allChecks(tools, draft, sha, first);
			if (details === void 0) break;
			const at = earliestSuite(details, draft.head.branch);
			if (at !== void 0) suiteTimes.set(commitKey(draft, sha), {
				at,
				source: "check-suite"
			});
			replace(draft, sha, details);
		}
	}
	return suiteTimes;
}
/** Reads what GitHub requires of the default branch, where a policy judges by that and commits wait. */
async function readRules(tools, draft) {
	if (!draft.question.asksForRules || draft.problem !== void 0 || draft.line === void 0) return;
	const repository = ownerAndName(draft.head.repository);
	const { branch } = draft.head;
	const rules = await requestForRepository(tools, draft, (octokit) => requiredByRules(octokit, repository, branch));
	const protection = await requestForRepository(tools, draft, (octokit) => requiredByProtection(octokit, repository, branch));
	if (rules !== void 0 && protection !== void 0) draft.required = [...rules, ...protection];
}
/** Where a commit is in what `readDetails` gives back. */
function commitKey({ head }, sha) {
	return `${head.repository} ${sha}`;
}
function replace(draft, sha, details) {
	const commits = draft.line?.commits ?? [];
	const index = commits.findIndex((commit) => commit.sha === sha);
	const commit = commits[index];
	if (commit === void 0) throw new Error(`${sha} is not on the line`);
	const { pullRequest } = details;
	commits[index] = {
		...commit,
		login: pullRequest?.author ?? commit.login,
		author: pullRequest?.author ?? commit.author,
		mergedBy: pullRequest?.mergedBy,
		title: pullRequest !== void 0 && isMergeTitle(commit.title) ? oneLine(pullRequest.title) : commit.title,
		pullRequest: pullRequest?.number,
		merged: pullRequest === void 0 ? void 0 : {
			at: pullRequest.mergedAt,
			source: "pull-request"
		},
		checks: checkFacts(sha, details, {
			branch: draft.head.branch,
			ownRuns: ownRunsOf(draft),
			required: draft.required
		})
	};
}
/**
* Runs that wrote a status of a deployment of ours: their workflows deploy, and are no checks of a commit. A job with
* `environment:` makes a deployment too, in any workflow: those are checks.
*/
function ownRunsOf({ environments }) {
	const statuses = [...environments.values()].flatMap(({ deployments }) => deployments.flatMap((one) => one.ours ? one.statuses : []));
	return new Set(statuses.flatMap(({ logUrl }) => attemptOf(logUrl)?.runId ?? []));
}
async function allChecks(tools, draft, sha, first) {
	let details = first;
	for (let page = 2; page <= PAGES$2; page++) {
		const after = {
			contexts: details.contexts.next,
			suites: details.suites.next
		};
		if (after.contexts === void 0 && after.suites === void 0) break;
		const part = moreChecksPart(draft.head.repository, sha, after);
		const more = valueFor(draft, (await askParts(tools, MORE_CHECKS, [part])).get(part));
		if (more === void 0) return void 0;
		const contexts = after.contexts === void 0 ? details.contexts : joined(details.contexts, more.contexts);
		const suites = after.suites === void 0 ? details.suites : joined(details.suites, more.suites);
		details = {
			...details,
			contexts,
			suites
		};
	}
	return details;
}
function joined(one, other) {
	return {
		nodes: [...one.nodes, ...other.nodes],
		total: Math.max(one.total, other.total),
		next: other.next
	};
}

// src/github/scan/pushes.ts
/** When each commit of a line came onto its branch, by position; undefined where no push is known. */
function pushTimes(line, pushes) {
	const positions = new Map(line.map(({ sha }, index) => [sha, index]));
	const times = line.map(() => void 0);
	for (const push of pushes.toSorted((one, other) => one.at - other.at)) {
		const from = positions.get(push.after);
		if (from === void 0) continue;
		const to = positions.get(push.before) ?? from + 1;
		for (let at = from; at < to; at++) times[at] ??= push.at;
	}
	return times;
}

// src/github/scan/activity.ts
/** At most so many pages of pushes are searched for a commit. */
const PAGES$1 = 3;
/** Gives the waiting commits without a pull request of their own the time of their push, or else of their check suite. */
async function readPushTimes(tools, drafts, suiteTimes) {
	for (const draft of drafts) {
		const { line } = draft;
		if (draft.problem !== void 0 || line === void 0) continue;
		const open = detailedPositions(draft).filter((at) => line.commits[at]?.merged === void 0);
		if (open.length === 0) continue;
		const times = await readLineTimes(tools, draft, open);
		if (times === void 0) continue;
		for (const at of open) {
			const commit = line.commits[at];
			if (commit === void 0) continue;
			const pushed = times[at];
			const merged = pushed === void 0 ? suiteTimes.get(commitKey(draft, commit.sha)) : {
				at: pushed,
				source: "activity"
			};
			line.commits[at] = {
				...commit,
				merged
			};
		}
	}
}
/**
* When the commits of the line came onto the branch, by position, as far as some pages of pushes say it; `open`: those that
* are looked for. Undefined where they could not be read.
*/
async function readLineTimes(tools, draft, open, pages = PAGES$1) {
	const pushes = [];
	const line = draft.line?.commits ?? [];
	let after;
	for (let page = 1; page <= pages; page++) {
		const read = await readPage$1(tools, draft, after);
		if (read === void 0) return void 0;
		pushes.push(...read.pushes);
		after = read.next;
		const times = pushTimes(line, pushes);
		if (after === void 0 || open.every((at) => times[at] !== void 0)) return times;
	}
	return pushTimes(line, pushes);
}
async function readPage$1(tools, draft, after) {
	return requestForRepository(tools, draft, async (octokit) => {
		const { data, headers } = await octokit.request("GET /repos/{owner}/{repo}/activity", {
			...ownerAndName(draft.head.repository),
			ref: `refs/heads/${draft.head.branch}`,
			per_page: 100,
			...after === void 0 ? {} : { after }
		});
		return {
			pushes: data.map((one) => {
				return {
					before: one.before.toLowerCase(),
					after: one.after.toLowerCase(),
					at: Date.parse(one.timestamp)
				};
			}),
			next: cursorIn(headers.link ?? "")
		};
	});
}
/** Where the next page begins, by the answer's `Link` header. */
function cursorIn(link) {
	const address = /<([^<>]+)>;\s*rel="next"/.exec(link)?.[1];
	return address === void 0 ? void 0 : new URL(address).searchParams.get("after") ?? void 0;
}

// src/github/scan/deployments.ts
/** Deployments of the first page, and of the others. */
const FIRST$1 = 10;
const MORE = 50;
/** More pages than these are not read: 260 deployments of an environment. */
const PAGES = 6;
/** Reads each environment's deployments, newest first, until the live one of every service is found. */
async function readDeployments(tools, drafts) {
	const readings = drafts.flatMap(newReadings);
	await readUntil(tools, readings, ({ draft, deployments }) => servicesAsked(draft.question).every((service) => goodDeployments(deployments, service, draft.question.services).length > 0));
	return readings;
}
/** Of each environment of a repository, before anything was read. */
function newReadings(draft) {
	return draft.question.environments.map(({ name }) => {
		return {
			draft,
			environment: name,
			deployments: [],
			after: void 0,
			pages: 0
		};
	});
}
/** Reads on until `enough` says so, or there are no more. */
async function readUntil(tools, readings, enough, pages = PAGES) {
	const isOpen = (one) => one.draft.problem === void 0 && one.pages < pages && (one.pages === 0 || one.after !== void 0 && !enough(one));
	for (let open = readings.filter(isOpen); open.length > 0; open = readings.filter(isOpen)) {
		const some = open.filter((one) => one.pages === 0 === (open[0]?.pages === 0));
		const first = Math.max(...some.map(({ draft }) => draft.question.deployments ?? FIRST$1));
		await readPage(tools, some, some[0]?.pages === 0 ? first : MORE);
	}
	for (const { draft, environment, deployments, after } of readings) {
		const known = new Map(draft.environments.get(environment)?.deployments.map((one) => [one.id, one]));
		const facts = deployments.map((one) => known.get(one.id) ?? one);
		draft.environments.set(environment, {
			deployments: facts,
			complete: after === void 0
		});
	}
}
async function readPage(tools, open, first) {
	const parts = [...Map.groupBy(open, ({ draft }) => draft)].map(([draft, readings]) => ({
		draft,
		readings,
		part: deploymentsPart(draft.head.repository, readings, first)
	}));
	const answers = await askParts(tools, DEPLOYMENTS, parts.map(({ part }) => part));
	for (const { draft, readings, part } of parts) {
		const value = valueFor(draft, answers.get(part));
		if (value === void 0) continue;
		await readAllStatuses(tools, draft, value);
		for (const reading of readings) take(reading, value);
	}
}
function take(reading, pages) {
	const { draft, environment } = reading;
	const page = pages.get(environment);
	if (page === void 0) throw new Error(`${environment} was not asked about`);
	const known = new Set(reading.deployments.map(({ id }) => id));
	for (const listed of page.listed) {
		const facts = deploymentFacts(listed, environment, draft.question.apps);
		if (facts !== void 0 && !known.has(facts.id)) reading.deployments.push(facts);
	}
	reading.after = page.next;
	reading.pages += 1;
}
/** A deployment seldom has more than a hundred statuses; the one that was success may be among the others. */
async function readAllStatuses(tools, draft, pages) {
	const listed = [...pages.values()].flatMap((page) => page.listed);
	for (let page = 2; page <= PAGES && draft.problem === void 0; page++) {
		const open = listed.flatMap((one) => one.next === void 0 ? [] : [partOf$1(draft, one, one.next)]);
		if (open.length === 0) return;
		const parts = open.map(({ part }) => part);
		const answers = await askParts(tools, STATUSES, parts);
		for (const { deployment, part } of open) {
			const value = valueFor(draft, answers.get(part));
			if (value === void 0) return;
			deployment.nodes.push(...value.nodes);
			deployment.next = value.next;
		}
	}
}
function partOf$1(draft, deployment, after) {
	return {
		deployment,
		part: statusesPart(draft.head.repository, String(deployment.fields.id), after)
	};
}

// src/github/scan/branches.ts
/** Reads the next page of each. A commit that GitHub has no longer stays empty: it was on a branch that was rewritten. */
async function readBranches(tools, branches, first) {
	const asked = branches.map((branch) => ({
		branch,
		part: partOf(branch, first)
	}));
	const answers = await askParts(tools, HISTORY, asked.map(({ part }) => part));
	for (const { branch, part } of asked) {
		const page = valueFor(branch.draft, answers.get(part));
		if (page === void 0) continue;
		branch.commits.push(...page.shas);
		branch.after = page.next;
	}
}
/** The newest commit of the line that a branch contains, by the positions on the line; undefined when none was read. */
function newestOnLine({ commits }, positions) {
	let newest;
	for (const sha of commits) {
		const at = positions.get(sha);
		if (at !== void 0 && (newest === void 0 || at < (positions.get(newest) ?? 0))) newest = sha;
	}
	return newest;
}
function partOf({ draft, sha, after }, first) {
	return containedPart(draft.head.repository, {
		head: sha,
		after,
		first
	});
}

// src/github/scan/first-parent-line.ts
/** Commits of the first page: mostly a few wait, and each costs. */
const FIRST = 25;
/** From this page of the line on, a commit that was not found may well be none of it: then its own history is read. */
const DOUBTED_FROM = 1;
/**
* Reads the first-parent line of each repository where something waits, until every live commit is found on it, or where it
* left the line.
*/
async function readLines(tools, drafts) {
	const walks = drafts.flatMap((draft) => walkOf(draft) ?? []);
	for (let page = 0; page <= 10; page++) {
		const first = page === 0 ? FIRST : 100;
		const open = walks.filter((walk) => walk.draft.problem === void 0 && walk.draft.line === void 0).map((walk) => ({
			walk,
			part: historyPart(walk.draft.head.repository, {
				...walk.draft.head,
				after: walk.after,
				first
			})
		}));
		if (open.length === 0) return;
		const parts = open.map(({ part }) => part);
		const answers = await askParts(tools, HISTORY, parts);
		const read = [];
		for (const { walk, part } of open) {
			const value = valueFor(walk.draft, answers.get(part));
			if (value === void 0) continue;
			walk.after = value.next;
			walk.parents.take(value.commits);
			strikeFound(walk);
			read.push(walk);
		}
		await readDoubted(tools, page < DOUBTED_FROM ? read.filter(isAtEnd) : read, FIRST);
		await readDoubted(tools, page < 10 ? read.filter(isAtEnd) : read, 100);
		for (const walk of read) close(walk, page === 10);
	}
}
/** Undefined when the head is live everywhere: nothing waits, and nothing else is asked for. */
function walkOf(draft) {
	if (draft.problem !== void 0) return void 0;
	const keys = [...draft.environments.values()].flatMap(({ deployments }) => servicesAsked(draft.question).map((service) => liveDeployment(deployments, service, draft.question.services)?.sha));
	if (draft.question.newest === void 0 && keys.every((sha) => sha === draft.head.head)) return void 0;
	const wanted = new Set(keys.filter((sha) => sha !== void 0));
	return {
		draft,
		parents: new FirstParentWalk(draft.head.head),
		wanted,
		branches: /* @__PURE__ */ new Map(),
		leftAt: /* @__PURE__ */ new Map(),
		after: void 0
	};
}
/** Reads a page of the history of each commit that is still wanted: the first one where none was read, else the next. */
async function readDoubted(tools, walks, size) {
	const asked = walks.flatMap(({ draft, wanted, branches }) => [...wanted].flatMap((sha) => {
		const known = branches.get(sha);
		if (known !== void 0) return size === FIRST || known.after === void 0 ? [] : [known];
		const branch = {
			draft,
			sha,
			commits: [],
			after: void 0
		};
		branches.set(sha, branch);
		return [branch];
	}));
	if (asked.length === 0) return;
	await readBranches(tools, asked, size);
	for (const walk of walks) strikeFound(walk);
}
/** Strikes out what is on the line, and what left it at a commit that was read. */
function strikeFound({ parents, wanted, branches, leftAt }) {
	if (wanted.size === 0) return;
	const positions = new Map(parents.line.map(({ sha }, at) => [sha, at]));
	for (const sha of wanted) {
		const branch = branches.get(sha);
		const base = positions.has(sha) || branch === void 0 ? void 0 : newestOnLine(branch, positions);
		if (base !== void 0) leftAt.set(sha, base);
		if (base !== void 0 || positions.has(sha)) wanted.delete(sha);
	}
}
function isAtEnd({ parents, after }) {
	return parents.ended || after === void 0;
}
function close(walk, lastPage) {
	const { draft, parents, wanted, leftAt } = walk;
	const isEnough = wanted.size === 0 && parents.line.length >= (draft.question.newest ?? 0);
	if (draft.problem !== void 0 || !isAtEnd(walk) && !lastPage && !isEnough) return;
	const end = isAtEnd(walk) ? "root" : wanted.size === 0 ? "live-found" : "too-far-back";
	draft.line = {
		commits: parents.line,
		end,
		leftAt
	};
}

// src/github/scan/changed-paths.ts
/**
* Reads which paths the waiting commits change, where the policy ignores some: a request for each commit that is old enough
* to matter, since every run asks again.
*/
async function readChangedPaths(tools, drafts) {
	for (const draft of drafts) {
		const { line } = draft;
		if (line === void 0) continue;
		for (const at of detailedPositions(draft)) {
			const commit = line.commits[at];
			if (commit === void 0 || draft.problem !== void 0) break;
			if (!matters(commit, draft, tools.clock.now())) continue;
			const paths = await pathsOf(tools, draft, commit.sha);
			const isCompared = paths !== void 0 && isIgnored(tools, draft, paths) !== void 0;
			line.commits[at] = {
				...commit,
				changedPaths: isCompared ? paths : void 0
			};
		}
	}
}
/** Whether a commit has waited long enough. One whose time is not known may have. */
function matters({ merged }, { question }, now) {
	return question.environments.some(({ pathsAfter }) => pathsAfter !== void 0 && (merged?.at ?? 0) <= now - pathsAfter);
}
/** Compared here, where the steps are counted: who asks the patterns later finds the answers. */
function isIgnored(tools, draft, paths) {
	const { environments } = draft.question;
	return withinSteps(tools, draft, (steps) => environments.map(({ ignorePaths = [] }) => coverAll(ignorePaths, paths, steps)).some(Boolean));
}
/**
* The paths that a commit changes, both names of what was renamed. Undefined when they are more than GitHub lists, or when
* the repository has a problem now.
*/
async function pathsOf(tools, draft, sha) {
	if (!draft.paths.has(sha) && hasUsedUp(draft)) return void 0;
	if (!draft.paths.has(sha)) {
		const { repository } = draft.head;
		const readPage = (page) => requestForRepository(tools, draft, (octokit) => pathsPage(octokit, repository, sha, page));
		draft.paths.set(sha, await commitPaths(readPage));
	}
	return draft.paths.get(sha);
}
/** Steps of comparing the paths of one repository's commits with the patterns of its policy: some seconds. */
const MOST_PATH_STEPS = 2e8;
/** Whether the paths of no further commit are compared. */
function hasUsedUp({ pathSteps }) {
	return pathSteps !== void 0 && pathSteps.left < 0;
}
/**
* One repository's policy and commits must not hold up the scan of all: paths beyond that are not compared. Undefined where
* they were not.
*/
function withinSteps({ log }, draft, compare) {
	if (hasUsedUp(draft)) return void 0;
	draft.pathSteps ??= { left: MOST_PATH_STEPS };
	const found = compare(draft.pathSteps);
	if (!hasUsedUp(draft)) return found;
	const { repository } = draft.head;
	log.notice(`${repository}: its policy has too many or too long patterns for the paths that its commits change: commits that are not compared count as if they changed other files as well`);
}

// src/domain/history/since.ts
/**
* When each commit came onto the line; `commits` head first. None came later than one that is newer: where the time is not known,
* or is later than the newer one's, the newer one's time is taken. Undefined when nothing newer is known either.
*/
function mergeTimes(commits) {
	let newer;
	return commits.map(({ merged }) => {
		if (merged !== void 0 && (newer === void 0 || merged.at <= newer.at)) newer = {
			at: merged.at,
			atLeast: merged.source === "check-suite"
		};
		else if (newer !== void 0) newer = {
			at: newer.at,
			atLeast: true
		};
		return newer;
	});
}
/**
* The deployment that took a waiting commit out again: it was live, and the good deployment after that did not hold it.
* Undefined for one that was never live. `good`: newest first.
*/
function takenOutBy(position, good, positions) {
	const last = good.findIndex((deployment) => containsPosition(deployment, position, positions));
	return last < 1 ? void 0 : good[last - 1];
}
/** A commit that was live waits since it was taken out, any other since it came onto the line. */
function sinceOf(merged, takenOut) {
	const at = takenOut === void 0 ? void 0 : goodSince(takenOut);
	return at === void 0 ? merged : {
		at,
		atLeast: false
	};
}

// src/github/scan/past.ts
/** Of one environment and service; older ones off the line are taken for none. */
const BRANCHES = 4;
const A_PAGE = 25;
/**
* Reads which waiting commits were live before: the deployments since the oldest of them was merged, and where
* those among them that are off the line left it. Mostly nothing is missing: what waits was merged after what is live was
* deployed.
*/
async function readPast(tools, readings) {
	await readUntil(tools, readings, (reading) => {
		const oldest = reading.deployments.at(-1);
		return servicesOf(reading).every(({ since }) => since === void 0 || (oldest?.createdAt ?? 0) < since);
	});
	const branches = readings.flatMap(branchesOf);
	if (branches.length === 0) return;
	await readBranches(tools, branches, A_PAGE);
	for (const branch of branches) {
		const { line } = branch.draft;
		if (line === void 0) continue;
		const base = newestOnLine(branch, new Map(line.commits.map(({ sha }, at) => [sha, at])));
		if (base !== void 0) line.leftAt.set(branch.sha, base);
	}
}
function servicesOf({ draft, deployments }) {
	const { line, question } = draft;
	if (draft.problem !== void 0 || line === void 0) return [];
	const positions = positionsOn(line);
	return question.services.map((service) => {
		const good = goodDeployments(deployments, service, question.services);
		const [live, ...older] = good;
		const { waiting } = liveOn(good, line, positions);
		const merged = mergeTimes(line.commits.slice(0, waiting)).at(-1)?.at;
		return {
			older,
			since: live === void 0 || merged === void 0 || merged > live.createdAt ? void 0 : merged
		};
	});
}
function branchesOf(reading) {
	const { draft } = reading;
	const positions = positionsOn(draft.line ?? { commits: [] });
	return servicesOf(reading).flatMap(({ older, since }) => {
		if (since === void 0) return [];
		const off = older.filter(({ sha, createdAt }) => createdAt >= since && !positions.has(sha)).map(({ sha }) => sha);
		return [...new Set(off)].slice(0, BRANCHES).map((sha) => newBranch(draft, sha));
	});
}
function newBranch(draft, sha) {
	return {
		draft,
		sha,
		commits: [],
		after: void 0
	};
}

// src/github/scan/service-paths.ts
/** How many commits of a service are asked for one by one. */
const MOST_BY_PATHS = 100;
/**
* Finds out which waiting commits belong to which services, where the policy has paths: by the names of the folders before
* and after each commit. Only for a pattern that is not a whole folder the changed paths of a commit are asked for.
*/
async function readServicePaths(tools, drafts) {
	const open = drafts.filter(({ question, problem }) => problem === void 0 && (question.servicePaths?.size ?? 0) > 0);
	if (open.length === 0) return;
	const lines = (await readRoots(tools, open)).filter(({ commits }) => commits.length > 0);
	const objects = await readObjects(tools, lines);
	for (const { draft, service, patterns, commits } of lines) {
		let left = MOST_BY_PATHS;
		const objectAt = (sha, path) => objects.get(draft)?.get(placeText({
			sha,
			path
		}));
		for (const [position, commit] of commits.entries()) {
			if (draft.problem !== void 0) break;
			const changes = changesPaths(patterns, {
				sha: commit.sha,
				parent: commit.parents[0]
			}, objectAt);
			if (changes === "yes") continue;
			if (changes === "perhaps") {
				if (left === 0) continue;
				left -= 1;
				if (await changesByPath(tools, draft, commit, patterns)) continue;
			}
			const known = draft.line?.commits[position];
			if (draft.line === void 0 || known === void 0) continue;
			draft.line.commits[position] = {
				...known,
				notOf: /* @__PURE__ */ new Set([...known.notOf ?? [], service])
			};
		}
	}
}
/** More paths than GitHub lists: they may be anybody's. */
async function changesByPath(tools, draft, { sha }, patterns) {
	const isKnown = draft.paths.has(sha);
	const paths = await pathsOf(tools, draft, sha);
	if (paths === void 0 && draft.problem === void 0 && !isKnown && !hasUsedUp(draft)) {
		const what = `${draft.head.repository}: ${shortSha(sha)} changes more files than GitHub lists`;
		tools.log.notice(`${what}: it counts for every service whose paths are not whole folders`);
	}
	return paths === void 0 || withinSteps(tools, draft, (steps) => coversAny(patterns, paths, steps)) !== false;
}
/** Each service with its paths as far as the head has them. A submodule is looked for by the folder that it is in. */
async function readRoots(tools, drafts) {
	const asked = drafts.map((draft) => {
		const roots = [...draft.question.servicePaths?.values() ?? []].flat().map(({ root }) => root);
		const places = [...new Set(roots)].map((path) => ({
			sha: draft.head.head,
			path
		}));
		return {
			draft,
			places,
			part: objectsPart(draft.head.repository, places)
		};
	});
	const parts = asked.map(({ part }) => part);
	const answers = await askParts(tools, {
		...OBJECTS,
		most: 25
	}, parts);
	const missing = asked.flatMap(({ draft, places, part }) => {
		const found = valueFor(draft, answers.get(part));
		return found === void 0 ? [] : places.flatMap((place) => found.has(placeText(place)) ? [] : [{
			draft,
			place
		}]);
	});
	const submodules = await readSubmodules(tools, missing);
	return drafts.flatMap((draft) => {
		if (draft.problem !== void 0) return [];
		const isMissing = ({ root }) => missing.some((one) => one.draft === draft && one.place.path === root);
		const isSubmodule = ({ root }) => submodules.get(draft)?.has(root) === true;
		const services = [...draft.question.servicePaths ?? []];
		draft.unmatched = services.flatMap(([service, patterns]) => patterns.filter((one) => isMissing(one) && !isSubmodule(one)).map((path) => ({
			service,
			path
		})));
		return services.map(([service, patterns]) => {
			return {
				draft,
				service,
				patterns: patterns.map((one) => isSubmodule(one) ? {
					...one,
					root: folderOf(one.root),
					whole: false
				} : one),
				commits: waitingFor(draft, service)
			};
		});
	});
}
async function readSubmodules(tools, missing) {
	const asked = missing.map(({ draft, place: { sha, path } }) => {
		return {
			draft,
			path,
			part: entriesPart(draft.head.repository, {
				sha,
				path: folderOf(path)
			})
		};
	});
	const parts = asked.map(({ part }) => part);
	const answers = await askParts(tools, ENTRIES, parts);
	const found = /* @__PURE__ */ new Map();
	for (const { draft, path, part } of asked) {
		if (valueFor(draft, answers.get(part))?.includes(posix.basename(path)) !== true) continue;
		found.set(draft, /* @__PURE__ */ new Set([...found.get(draft) ?? [], path]));
	}
	return found;
}
/** The objects at the roots of each service, at its waiting commits and before them. */
async function readObjects(tools, lines) {
	const asked = [...Map.groupBy(lines, ({ draft }) => draft)].flatMap(([draft, of]) => {
		const places = of.flatMap(({ patterns, commits }) => commits.flatMap(({ sha, parents }) => patterns.flatMap(({ root: path }) => [sha, ...parents.slice(0, 1)].map((at) => ({
			sha: at,
			path
		})))));
		const distinct = [...new Map(places.map((place) => [placeText(place), place])).values()];
		const { repository } = draft.head;
		return batchesOf(distinct, 100).map((some) => ({
			draft,
			part: objectsPart(repository, some)
		}));
	});
	const parts = asked.map(({ part }) => part);
	const answers = await askParts(tools, OBJECTS, parts);
	const objects = /* @__PURE__ */ new Map();
	for (const { draft, part } of asked) objects.set(draft, new Map([...objects.get(draft) ?? [], ...valueFor(draft, answers.get(part)) ?? []]));
	return objects;
}
/** Those that wait for it in some environment, newest first. */
function waitingFor({ environments, line, question }, service) {
	if (line === void 0) return [];
	const onLine = positionsOn(line);
	const waiting = [...environments.values()].map(({ deployments }) => liveOn(goodDeployments(deployments, service, question.services), line, onLine).waiting);
	return line.commits.slice(0, Math.max(0, ...waiting));
}
function folderOf(path) {
	const folder = posix.dirname(path);
	return folder === "." ? "" : folder;
}

// src/github/scan/waiting-runs.ts
/** States of a deployment that has not begun, and which GitHub does not call waiting itself. */
const NOT_BEGUN = [
	"pending",
	"abandoned",
	"queued"
];
/** Finds out whether the runs of the newest deployments that have not begun wait for a reviewer. */
async function readWaitingRuns(tools, drafts) {
	for (const draft of drafts) {
		if (draft.problem !== void 0) continue;
		const doubtful = doubtfulOf(draft);
		if (doubtful.size === 0) continue;
		const runs = await requestForRepository(tools, draft, async (octokit) => {
			const { data } = await octokit.request("GET /repos/{owner}/{repo}/actions/runs", {
				...ownerAndName(draft.head.repository),
				status: "waiting",
				event: "deployment",
				exclude_pull_requests: true,
				per_page: 100
			});
			return data.workflow_runs.map((run) => {
				return {
					id: Number(run.id),
					sha: run.head_sha.toLowerCase(),
					event: run.event,
					createdAt: Date.parse(run.created_at)
				};
			});
		});
		if (runs === void 0) continue;
		const waiting = waitingAmong(runs, [...draft.environments.values()].flatMap(({ deployments }) => deployments));
		const reviewers = draft.question.asksForReviewers === true ? await readReviewers(tools, draft, waiting) : void 0;
		for (const [environment, read] of draft.environments) {
			const deployments = read.deployments.map((one) => doubtful.has(one.id) ? {
				...one,
				runWaits: waiting.has(one.id),
				reviewers: reviewers?.get(one.id)
			} : one);
			draft.environments.set(environment, {
				...read,
				deployments
			});
		}
	}
}
/** More runs that wait are seldom of interest, and each is a request. */
const MOST_REVIEWS = 10;
/** Who may let the runs through that wait, by the ids of their deployments. */
async function readReviewers(tools, draft, waiting) {
	const found = /* @__PURE__ */ new Map();
	for (const [deployment, { id }] of [...waiting].slice(0, MOST_REVIEWS)) {
		const reviewers = await requestForRepository(tools, draft, async (octokit) => {
			const { data } = await octokit.request("GET /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments", {
				...ownerAndName(draft.head.repository),
				run_id: id
			});
			return data.flatMap((pending) => pending.reviewers.flatMap(({ reviewer }) => nameOf(reviewer) ?? []));
		});
		if (reviewers !== void 0) found.set(deployment, [...new Set(reviewers)]);
	}
	return found;
}
/** A person by their login, a team by its name in addresses. */
function nameOf(reviewer) {
	const { login, slug } = asRecord(reviewer);
	if (typeof login === "string") return login;
	return typeof slug === "string" ? `team ${slug}` : void 0;
}
/**
* The deployments whose runs wait, by id, each with its run. GitHub does not say which deployment a run belongs to: it is one that no run
* has begun, and no two runs belong to the same. A commit may be deployed to all environments within a second.
*/
function waitingAmong(runs, deployments) {
	const waiting = /* @__PURE__ */ new Map();
	const open = deployments.filter(({ state }) => NOT_BEGUN.includes(state));
	for (const run of runs.toSorted((one, other) => other.createdAt - one.createdAt)) {
		const found = startedBy(run, open.filter(({ id }) => !waiting.has(id)));
		if (found !== void 0) waiting.set(found.id, run);
	}
	return waiting;
}
/** The deployment whose event started a run: of those of its commit the newest that was there when it began. */
function startedBy(run, deployments) {
	return deployments.filter(({ sha, createdAt }) => sha === run.sha && createdAt <= run.createdAt).reduce((newest, one) => newest === void 0 || one.createdAt > newest.createdAt ? one : newest, void 0);
}
function doubtfulOf({ environments, question }) {
	const newest = [...environments.values()].flatMap(({ deployments }) => servicesAsked(question).map((service) => deploymentsOf(deployments, service, question.services)[0]));
	return new Set(newest.flatMap((one) => one !== void 0 && NOT_BEGUN.includes(one.state) ? [one.id] : []));
}

// src/github/scan/scan.ts
/** Repositories that are read together, one step after the other. */
const REPOSITORIES_A_BATCH = 10;
/**
* Reads what is to be judged of many repositories: facts for each, or one problem; the others go on. Throws a `UserError`
* only for what concerns them all, such as a token that is not valid. In the order of the names.
*/
async function scanRepositories(tools, request) {
	const sorted = [...new Map(request.repositories.map((name) => [canonicalName(name), name]))].sort(([one], [other]) => one < other ? -1 : 1).map(([, name]) => name);
	const entries = await readHeads(tools, inTurn(sorted, request.runNumber), request);
	for (const batch of batchesOf(entries, REPOSITORIES_A_BATCH)) await readBatch(tools, batch.flatMap(({ read }) => "question" in read ? [read] : []));
	const scanned = new Map(entries.map((entry) => [entry.repository, finished(entry)]));
	return sorted.flatMap((name) => scanned.get(name) ?? []);
}
/**
* Each run begins with another batch, and each batch, whenever it comes first, with another repository: one that takes the
* whole budget must not leave out the same ones behind it each time.
*/
function inTurn(names, runNumber) {
	const batches = batchesOf(names, REPOSITORIES_A_BATCH);
	const round = Math.floor(runNumber / batches.length);
	return batchesFrom(batches, runNumber).flatMap((batch) => batchesFrom(batch, round));
}
async function readHeads(tools, names, request) {
	const parts = names.map(headPart);
	const answers = await askParts(tools, HEADS, parts);
	const seen = /* @__PURE__ */ new Map();
	return parts.map((part) => {
		const { repository } = part;
		const answer = answers.get(part);
		if (answer === void 0) throw new Error(`${repository} was not asked about`);
		if (answer.kind !== "read") return {
			repository,
			read: {
				repository,
				...answer
			}
		};
		const head = answer.value;
		const before = seen.get(canonicalName(head.repository));
		if (before !== void 0) return {
			repository,
			read: failed(repository, "repository-duplicate", `it is the same as '${before}', under another name: keep one of them`)
		};
		seen.set(canonicalName(head.repository), repository);
		if (canonicalName(repository) !== canonicalName(head.repository)) tools.log.notice(`${repository} is ${head.repository} now: use that name`);
		return {
			repository,
			read: opened(repository, head, request)
		};
	});
}
/** What is to be asked about a repository, or what there is to say without asking. */
function opened(repository, head, { questionOf }) {
	if (head.closed !== void 0) return {
		kind: "read",
		repository,
		facts: {
			head,
			environments: /* @__PURE__ */ new Map(),
			line: void 0
		}
	};
	const { branch, head: sha, policyText } = head;
	if (branch === void 0 || sha === void 0) return failed(repository, "repository-empty", "it has no commit yet");
	if (policyText === void 0) return failed(repository, "policy-missing", `${POLICY_FILE} is not on its default branch, or the token lacks 'contents: read'`);
	const open = {
		...head,
		branch,
		head: sha,
		policyText
	};
	try {
		return {
			head: open,
			question: questionOf(open),
			environments: /* @__PURE__ */ new Map(),
			line: void 0,
			paths: /* @__PURE__ */ new Map(),
			unmatched: [],
			problem: void 0
		};
	} catch (thrown) {
		if (thrown instanceof UserError) return failed(repository, thrown.reason, thrown.message);
		throw thrown;
	}
}
function failed(repository, reason, text) {
	return {
		kind: "failed",
		repository,
		finding: {
			reason,
			text: `${repository}: ${text}`,
			where: repository
		}
	};
}
async function readBatch(tools, drafts) {
	const deployments = await readDeployments(tools, drafts);
	await readWaitingRuns(tools, drafts);
	await readLines(tools, drafts);
	await readServicePaths(tools, drafts);
	const suiteTimes = await readDetails(tools, drafts);
	await readPushTimes(tools, drafts, suiteTimes);
	await readPast(tools, deployments);
	await readChangedPaths(tools, drafts);
}
function finished({ repository, read }) {
	if (!("question" in read)) return read;
	const { head, environments, line, unmatched, problem } = read;
	if (problem !== void 0) return {
		kind: problem.kind,
		repository,
		finding: problem.finding
	};
	return {
		kind: "read",
		repository,
		facts: {
			head,
			environments,
			line,
			unmatched
		}
	};
}

// src/domain/history/reverts.ts
const REVERTS_COMMIT = /^This reverts commit ([0-9a-f]{64}|[0-9a-f]{40})\b/gim;
/** As GitHub writes it into the pull request that its button makes; the message of a squash has it. */
const REVERTS_PULL = /^Reverts (?:([\w.-]+\/[\w.-]+))?#(\d+)[ \t]*(?:\.[ \t]*)?$/gim;
/** The branch of that pull request: all that the message of a merge commit has of it. */
const REVERT_BRANCH = /^revert-(\d+)-/;
/**
* SHAs of the waiting commits that a revert and what it reverts cancel out; `waiting` newest first. Judged from the
* newest: a revert that is itself reverted undoes nothing. One that also reverts something live has work to do and is
* not undone. `repository`: `owner/name`.
*/
function undoneCommits(waiting, repository) {
	const undone = /* @__PURE__ */ new Set();
	const older = new Map(waiting.map((commit) => [commit.sha, commit]));
	for (const commit of waiting) {
		older.delete(commit.sha);
		if (undone.has(commit.sha)) continue;
		const named = revertedBy(commit, older, repository);
		const found = [...named].filter((one) => older.has(one) && !undone.has(one));
		for (const one of found) undone.add(one);
		if (found.length > 0 && found.length === named.size) undone.add(commit.sha);
	}
	return undone;
}
/** SHAs of what a commit reverts; `#12` where the commit of that pull request is not among the older ones. */
function revertedBy({ message }, older, repository) {
	const named = new Set([...message.matchAll(REVERTS_COMMIT)].map((match) => (match[1] ?? "").toLowerCase()));
	const title = titleOf(message);
	const pullOf = (number) => [...older.values()].find((commit) => isPull(commit, Number(number)));
	for (const [, of, number] of message.matchAll(REVERTS_PULL)) {
		const pull = pullOf(number);
		if (!(of === void 0 || canonicalName(of) === canonicalName(repository)) && (pull === void 0 || quotedTitle(title) !== plainTitle(pull.title))) continue;
		named.add(pull?.sha ?? `#${number}`);
	}
	const merged = mergedBranch(message);
	const [, number] = REVERT_BRANCH.exec(merged?.branch ?? "") ?? [];
	if (number !== void 0 && quotedTitle(title) !== void 0) named.add(pullOf(number)?.sha ?? `#${number}`);
	return named;
}
/** Whether a commit came by that pull request: GitHub says so, or its message does. */
function isPull({ pullRequest, message }, number) {
	if (pullRequest !== void 0) return pullRequest === number;
	return (message.split("\n", 1)[0] ?? "").endsWith(` (#${number})`) || mergedBranch(message)?.number === number;
}
/** `Pay by card` of `Revert "Pay by card" (#13)`. */
function quotedTitle(title) {
	return /^(?:Revert|Reapply) "(.*)"(?: \(#\d+\))?$/.exec(title)?.[1];
}
function plainTitle(title) {
	return title.replace(/ \(#\d+\)$/, "");
}

export { readServicePaths as a, takenOutBy as c, readDeployments as d, readUntil as f, valueFor as g, readDetails as h, readWaitingRuns as i, readLines as l, readPushTimes as m, opened as n, mergeTimes as o, readLineTimes as p, scanRepositories as r, sinceOf as s, undoneCommits as t, newReadings as u };