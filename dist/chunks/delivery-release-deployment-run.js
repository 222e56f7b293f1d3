import { i as endingOfRollout, l as forgetDeployment, n as endingAfterRestore, o as inOneLine, r as endingOfFailure, s as redacted, u as serializeEnding } from "./deployments-endings.js";
import { A as leftOutLine, C as frozenUntil, D as ACTIONS_APP, E as selectChecks, M as isNamed, O as countedRuns, S as FirstParentWalk, T as isRedInGreen, a as placeText, c as changesPaths, d as historyPart, i as objectsPart, j as runOnPage, k as passes, l as HISTORY, n as OBJECTS, o as commitPaths, p as liveDeployment, s as pathsPage, u as containedPart, v as titleOf, w as judgeChecks, y as readBranchRules } from "./github-history-objects.js";
import { a as ROLES } from "./policy-policy.js";
import { t as canonicalName } from "./text-canonical-name.js";
import { i as durationText } from "./time-duration.js";
import { h as serviceOfTask, l as goodDeployments, u as goodSince } from "./domain-deployment-run-ownership.js";
import { t as clause } from "./text-clause.js";
import { t as counted } from "./text-counted.js";
import { n as shortSha } from "./domain-sha.js";
import { f as messageOf, i as oneLine, r as cut, u as UserError } from "./runner-step-process.js";
import { n as readCountedPages } from "./github-pages.js";
import { a as lookAgain, c as getWorkflowRun, i as claimDeployment, l as readJobs, n as writeStatus, o as lastGoodAfter, r as DeploymentLost, s as findWorkflowRun, t as writeLastStatus, u as readWorkflowRuns } from "./deployments-status-writer.js";
import { n as fieldOf } from "./text-json.js";
import { _ as Budget, g as batchesOf, n as deploymentFacts, o as askParts, r as deploymentsPart, t as DEPLOYMENTS } from "./github-history-deployment-page.js";
import { a as applyAndFollow, c as leaseName, d as readLease, f as stepFor, h as progressOf, i as startConnecting, l as microTime, m as withPrivateFolder, n as manifestPaths, o as announced, r as viewOf, s as leaseBody, t as planOnly, u as newestFor } from "./delivery-release-plan-plan-only.js";
import { i as coversAny } from "./policy-path-patterns.js";
import { n as unwrittenBy, t as DeploymentMessageWriter } from "./deployments-slack-message-writer.js";
import { n as newMessage } from "./deployments-slack-saved-message.js";
import { o as summarizeCommit, s as summarizeTrain } from "./deployments-slack-details.js";
import { c as stepText, g as endingOfVerdict, i as failingText, l as waitingText, o as restoringText, s as statusText } from "./domain-deployment-status-text.js";
import { a as STOPPED_RETRY_LIMITS, i as STEP_RETRY_LIMITS, n as LAST_STATUS_RETRY_LIMITS } from "./github-retry.js";
import { t as createStatus } from "./github-deployments.js";
import { t as readDeploymentsSince } from "./github-history-environment-deployments.js";
import { a as messageNotUpdated, l as unwrittenRemark } from "./deployments-words.js";
import { E as connectionProblem, O as KubernetesError } from "./kubernetes-manifests-secret-values.js";

// src/domain/deployment/deploy-rules.ts
/** Everything in the rules of an environment that stands against a deployment now. */
function ruleFindings(rules, facts) {
	return [
		...lockFindings(facts),
		...freezeFindings(rules, facts),
		...deployerFindings(rules, facts),
		...orderFindings(rules, facts)
	];
}
function lockFindings({ lock: answer, now }) {
	const reason = "environment-locked";
	if (answer.kind === "unreadable") return [{
		reason,
		text: `its lock cannot be read, which counts as locked: ${answer.why}`
	}];
	const { lock } = answer;
	if (lock === void 0 || lock.expiresAt !== void 0 && lock.expiresAt <= now) return [];
	const until = lock.expiresAt === void 0 ? "" : ` until ${new Date(lock.expiresAt).toISOString().slice(0, 16)}Z`;
	return [{
		reason,
		text: `locked by ${lock.owner}${until}${lock.reason === "" ? "" : `: ${lock.reason}`}`
	}];
}
function freezeFindings({ freeze }, { now }) {
	const until = frozenUntil(freeze, now);
	return until === void 0 ? [] : [{
		reason: "environment-frozen",
		text: `frozen until ${until}`
	}];
}
function deployerFindings({ deployers }, { requester: { login, role } }) {
	if (deployers === void 0) return [];
	if (deployers.logins.some((one) => loginOf(one) === loginOf(login))) return [];
	if (deployers.role !== void 0 && role !== void 0 && rankOf(role) >= rankOf(deployers.role)) return [];
	const who = [...deployers.role === void 0 ? [] : [`the role '${deployers.role}' or a higher one`], ...deployers.logins];
	return [{
		reason: "deployer-not-permitted",
		text: `${login || "a creator without a name"} may not deploy here, only ${who.join(", ")}`
	}];
}
/**
* The other environment must run the commit, or a newer one, without a break for as long as the policy says. A commit that
* was live here before may come back at any time: that is a rollback.
*/
function orderFindings({ order }, { order: facts, now }) {
	if (order === void 0 || facts === void 0) return [];
	if (facts.here.some(({ sha }) => sha.toLowerCase() === facts.sha)) return [];
	const other = facts.before.findIndex(({ sha }) => !facts.holders.has(sha.toLowerCase()));
	const first = (other < 0 ? facts.before : facts.before.slice(0, other)).at(-1);
	const since = first === void 0 ? void 0 : goodSince(first);
	if (since === void 0) return [{
		reason: "order-not-met",
		text: `${order.after} does not run this commit or a newer one: deploy it there first`
	}];
	const age = Math.max(0, now - since);
	if (age >= order.goodFor) return [];
	const [has, needs] = [age, order.goodFor].map((ms) => durationText(ms, "largest-unit"));
	return [{
		reason: "order-not-met",
		text: `${order.after} has run this commit for ${has}, not yet for ${needs}`
	}];
}
function rankOf(role) {
	return ROLES.indexOf(role);
}
function loginOf(login) {
	return canonicalName(login).replace(/\[bot\]$/, "");
}

// src/domain/deployment/verdict.ts
/** Weighs the facts. Each objection refuses; the first of them, in this order, gives the verdict its reason. */
function verdictOf(facts) {
	const allowed = {
		kind: "allow",
		reason: "allowed",
		text: `${shortSha(facts.sha)} may be deployed`,
		findings: []
	};
	return refusalBy(facts) ?? allowed;
}
/**
* Whether waiting may end a refusal: some check has not ended, and nothing refuses but that and what its end may bring, which
* is a check that a later job makes, the image, and its attestation.
*/
function checkWait(facts) {
	const { checks, trunk, rules, others = [] } = facts;
	if (checks === void 0 || trunk?.kind !== "found" || rules?.length !== 0) return void 0;
	if (checks.running.length === 0) return void 0;
	return [...checks.findings, ...others].every(({ reason }) => MAY_END.includes(reason)) ? { text: `waiting for ${counted(checks.running.length, "check")}: ${listed(checks.running)}` } : void 0;
}
const MAY_END = [
	"check-running",
	"check-missing",
	"image-missing",
	"image-not-attested"
];
/** The refusal that the facts at hand lead to, if they do. */
function refusalBy(facts) {
	const { branch, trunk, checks, rules = [] } = facts;
	const objections = [
		...trunk === void 0 ? [] : trunkObjections(branch, trunk),
		...rules.map((finding) => ({
			...finding,
			findings: [finding]
		})),
		...checks === void 0 ? [] : checkObjections(checks),
		...(facts.others ?? []).map((finding) => ({
			...finding,
			text: textOf(finding),
			findings: [finding]
		}))
	];
	const [first] = objections;
	if (first === void 0) return void 0;
	return {
		kind: "refuse",
		reason: first.reason,
		text: objections.map(({ text }, index) => index === 0 ? text : clause(text)).join("; "),
		findings: objections.flatMap((one) => one.findings)
	};
}
/** A changed file is named by its path; the other texts name what they are about. */
function textOf({ reason, where, text }) {
	return reason === "work-tree-changed" && where !== void 0 ? `${where}: ${text}` : text;
}
function trunkObjections(branch, trunk) {
	if (trunk.kind === "found") return [];
	const text = trunk.kind === "not-on-trunk" ? `not on the first-parent line of ${branch}: deploy the commit that its merge made` : `not among the newest ${10 * 100} commits of ${branch}: deploy a newer one`;
	return [{
		reason: trunk.kind,
		text,
		findings: [{
			reason: trunk.kind,
			text
		}]
	}];
}
/** Checks that did not pass are one text, by name and result, so that a status of 140 characters says most. */
function checkObjections({ findings, failed, running }) {
	if (findings.length === 0) return [];
	const objections = [];
	const isOpen = (finding) => OPEN_REASONS.includes(finding.reason);
	const open = [...failed, ...running];
	if (open.length > 0) {
		const text = failed.length > 0 ? `${counted(open.length, "check")} did not pass: ${listed(open)}` : `${counted(open.length, "check")} not ended yet: ${listed(open)}`;
		const reason = failed.length > 0 ? "checks-not-passed" : "checks-running";
		objections.push({
			reason,
			text,
			findings: findings.filter(isOpen)
		});
	}
	for (const finding of findings.filter((one) => !isOpen(one))) objections.push({
		...finding,
		findings: [finding]
	});
	return objections;
}
const OPEN_REASONS = [
	"check-failed",
	"check-cancelled",
	"check-running"
];
function listed(checks) {
	return checks.map((check) => `${check.name} (${check.result})`).join(", ");
}

// src/domain/checks/doubts.ts
/**
* A run's jobs have to be read where a check run in its suite is not on a job's page, and may still be a job; where one
* that did not pass would not count as a job of it; and where one that did not pass may be of an earlier attempt.
*/
function doubtsOf(facts, policy) {
	const counted = new Set(countedRuns(facts, policy).counted);
	const jobsOf = facts.workflowRuns.filter((run) => run.suiteId !== void 0 && run.jobs === void 0).filter((run) => facts.checkRuns.some((check) => check.app === "github-actions" && check.suiteId === run.suiteId && isDoubtful(check, run, counted.has(run), policy)));
	return {
		runs: unlistedRuns(facts, policy),
		jobsOf: jobsOf.map((run) => run.id)
	};
}
/** The runs whose jobs cannot be placed, by id. */
function unlistedRuns(facts, policy) {
	return [...new Set(selectChecks(facts, policy).unplaced.flatMap((check) => runOnPage(check) ?? []))];
}
function isDoubtful(check, run, counts, { ignored }) {
	if (runOnPage(check) !== run.id) return true;
	if (counts) return run.attempt > 1 && isRedInGreen(check, run);
	const isIgnored = isNamed({
		shortName: check.name,
		workflow: run.workflowName
	}, ignored);
	return check.status === "completed" && !passes(check.conclusion) && !isIgnored;
}

// src/github/checks/read-checks.ts
/** GitHub's list of runs is a search, and lags behind the runs themselves by seconds. */
const SECOND_LOOK_MS = 3e3;
/** More runs than these are not read one by one. */
const MOST_RUNS = 10;
/**
* Reads everything GitHub knows about a commit's checks: check runs, commit statuses, and the workflow runs that say
* what started the check runs of Actions. All at once: one round trip in series, two when there are more than 100, or when
* the lists leave something open. What is open after that gets a second look.
*/
async function readChecks(github, question) {
	const facts = await readFacts$1(github, question);
	if (selectChecks(facts, question.policy).unplaced.length === 0) return facts;
	await question.pause(SECOND_LOOK_MS);
	return readFacts$1(github, question);
}
async function readFacts$1(github, { sha, branch, runId, policy }) {
	const [checkRuns, statuses, workflowRuns, own, required] = await Promise.all([
		readCheckRuns(github, sha),
		readStatuses(github, sha),
		readWorkflowRuns(github, sha),
		runId === void 0 ? void 0 : getWorkflowRun(github, runId),
		policy.count === "required" ? readBranchRules(github, branch) : void 0
	]);
	return withoutDoubts(github, policy, {
		sha,
		branch,
		checkRuns: checkRuns.items,
		statuses: statuses.items,
		workflowRuns: joined(workflowRuns.items, own === void 0 ? [] : [own]),
		ownWorkflowIds: own === void 0 ? [] : [own.workflowId],
		...required === void 0 ? {} : { required },
		unreadable: [
			...missing(checkRuns, "check runs"),
			...missing(statuses, "commit statuses"),
			...missing(workflowRuns, "workflow runs")
		]
	});
}
/** Reads what the lists leave open: runs that are not listed yet, and then the jobs of runs where they decide. */
async function withoutDoubts(github, policy, facts) {
	const unlisted = doubtsOf(facts, policy).runs.slice(0, MOST_RUNS);
	const found = await Promise.all(unlisted.map((id) => findWorkflowRun(github, id)));
	const workflowRuns = joined(facts.workflowRuns, found.filter((run) => run !== void 0));
	const { jobsOf } = doubtsOf({
		...facts,
		workflowRuns
	}, policy);
	if (jobsOf.length === 0) return {
		...facts,
		workflowRuns
	};
	const wanted = jobsOf.slice(0, MOST_RUNS);
	const jobs = new Map(await Promise.all(wanted.map(async (id) => [id, await readJobs(github, id)])));
	return {
		...facts,
		workflowRuns: workflowRuns.map((run) => {
			const read = jobs.get(run.id);
			return read === void 0 || read.missing > 0 ? run : {
				...run,
				jobs: read.items
			};
		})
	};
}
function joined(listed, more) {
	return [...listed, ...more.filter((run) => !listed.some(({ id }) => id === run.id))];
}
function missing(read, what) {
	if (read.missing === 0) return [];
	return [{
		reason: "check-unreadable",
		text: `GitHub counts ${read.missing} more ${what} for the commit than it lists: they cannot be judged`
	}];
}
async function readCheckRuns(github, sha) {
	const octokit = await github.octokit();
	return readCountedPages(async (page) => {
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
			...github.repository,
			ref: sha,
			filter: "all",
			per_page: 100,
			page
		});
		return {
			items: data.check_runs.map((run) => ({
				id: Number(run.id),
				name: run.name,
				app: run.app?.slug ?? "",
				appId: run.app?.id === void 0 ? void 0 : Number(run.app.id),
				suiteId: run.check_suite === null ? void 0 : Number(run.check_suite.id),
				status: run.status,
				conclusion: run.conclusion ?? void 0,
				url: run.html_url ?? run.details_url ?? ""
			})),
			total: data.total_count
		};
	});
}
async function readStatuses(github, sha) {
	const octokit = await github.octokit();
	return readCountedPages(async (page) => {
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/commits/{ref}/status", {
			...github.repository,
			ref: sha,
			per_page: 100,
			page
		});
		return {
			items: data.statuses.map((status) => ({
				id: Number(status.id),
				context: status.context,
				state: status.state,
				url: status.target_url ?? ""
			})),
			total: data.total_count
		};
	});
}

// src/domain/history/trunk-place.ts
/**
* Position of a commit, by what was read of the line. `pages`: `more` can be read, these are `all`, or no more than these
* are read (`limit`). Undefined: the next page decides. At the limit, a commit that was read beside the line is not on the
* line; any other may be further back.
*/
function trunkPlace(walk, sha, pages) {
	const position = walk.positionOf(sha);
	if (position >= 0) return {
		kind: "found",
		position,
		line: walk.line.slice(0, position + 1)
	};
	const looked = walk.line.length;
	if (walk.ended || pages === "all") return {
		kind: "not-on-trunk",
		looked
	};
	if (pages === "more") return void 0;
	return {
		kind: walk.hasRead(sha) ? "not-on-trunk" : "too-far-back",
		looked
	};
}

// src/github/history/trunk.ts
/** Finds a commit on a branch's first-parent line; reads no further than needed. */
async function placeOnTrunk(github, { branch, sha }) {
	const walk = new FirstParentWalk();
	for (let page = 1;; page++) {
		const commits = await readPage(github, walk.line[0]?.sha ?? branch, page);
		walk.take(commits);
		const pages = commits.length < 100 ? "all" : page === 10 ? "limit" : "more";
		const place = trunkPlace(walk, sha, pages);
		if (place !== void 0) return place;
	}
}
async function readPage(github, from, page) {
	const { data } = await (await github.octokit()).request("GET /repos/{owner}/{repo}/commits", {
		...github.repository,
		sha: from,
		per_page: 100,
		page
	});
	return data.map(({ sha, parents, commit, author }) => ({
		sha,
		parents: parents.map((parent) => parent.sha),
		title: titleOf(commit.message),
		author: author?.login ?? commit.author?.name ?? ""
	}));
}

// src/github/attestations/snappy.ts
/**
* Unpacks a block of Snappy, as GitHub keeps attestations. Throws for what is none, and for more than `most` bytes before any is
* made. The format: https://github.com/google/snappy/blob/main/format_description.txt
*/
function unpackSnappy(packed, most) {
	const reading = new Reading(packed);
	const size = sizeOf(reading);
	if (size > most) throw new Error(`it is larger than ${most / 1024 / 1024} MiB`);
	const unpacked = new Uint8Array(size);
	let made = 0;
	while (!reading.isOver) {
		const tag = reading.number(1);
		if ((tag & 3) === 0) {
			const literal = reading.bytes(literalSize(reading, tag >> 2));
			if (made + literal.length > size) throw broken();
			unpacked.set(literal, made);
			made += literal.length;
			continue;
		}
		const { length, offset } = copyOf(reading, tag);
		if (offset === 0 || offset > made || made + length > size) throw broken();
		for (const end = made + length; made < end; made++) unpacked[made] = unpacked[made - offset] ?? 0;
	}
	if (made !== size) throw broken();
	return unpacked;
}
var Reading = class {
	#packed;
	#at = 0;
	constructor(packed) {
		this.#packed = packed;
	}
	get isOver() {
		return this.#at >= this.#packed.length;
	}
	bytes(count) {
		if (this.#at + count > this.#packed.length) throw broken();
		this.#at += count;
		return this.#packed.subarray(this.#at - count, this.#at);
	}
	/** A number of so many bytes, the lowest first. */
	number(bytes) {
		return this.bytes(bytes).reduceRight((number, byte) => number * 256 + byte, 0);
	}
};
/** Seven bits a byte, the lowest first; the eighth says that there are more. */
function sizeOf(reading) {
	let size = 0;
	for (let place = 0; place < 5; place++) {
		const byte = reading.number(1);
		size += (byte & 127) * 128 ** place;
		if (byte < 128) return size;
	}
	throw broken();
}
function literalSize(reading, said) {
	return 1 + (said < 60 ? said : reading.number(said - 59));
}
function copyOf(reading, tag) {
	if ((tag & 3) === 1) return {
		length: 4 + (tag >> 2 & 7),
		offset: (tag >> 5) * 256 + reading.number(1)
	};
	return {
		length: 1 + (tag >> 2),
		offset: reading.number((tag & 3) === 2 ? 2 : 4)
	};
}
function broken() {
	return /* @__PURE__ */ new Error("it is no whole block of Snappy");
}

// src/github/attestations/statement.ts
const IN_TOTO = "application/vnd.in-toto+json";
const STATEMENT = "https://in-toto.io/Statement/v1";
/** What says where something was built. */
const PREDICATE = "https://slsa.dev/provenance/v1";
/**
* Reads the statement in a Sigstore bundle, in the form of `actions/attest-build-provenance`. Throws where that is not its form.
* Its signature is NOT verified.
*/
function provenanceIn(bundle) {
	const envelope = fieldOf(bundle, "dsseEnvelope");
	const payload = fieldOf(envelope, "payload");
	if (fieldOf(envelope, "payloadType") !== IN_TOTO || typeof payload !== "string") throw new Error("it is no statement");
	const statement = jsonOf(Buffer.from(payload, "base64").toString());
	if (fieldOf(statement, "_type") !== STATEMENT || fieldOf(statement, "predicateType") !== "https://slsa.dev/provenance/v1") throw new Error("it is no provenance of SLSA 1");
	const definition = fieldOf(fieldOf(statement, "predicate"), "buildDefinition");
	const workflow = fieldOf(fieldOf(definition, "externalParameters"), "workflow");
	const github = fieldOf(fieldOf(definition, "internalParameters"), "github");
	return {
		subjects: listOf(fieldOf(statement, "subject")).flatMap((one) => textsOf(fieldOf(fieldOf(one, "digest"), "sha256"))),
		repository: textsOf(fieldOf(workflow, "repository"))[0] ?? "",
		repositoryId: numberOf(fieldOf(github, "repository_id")),
		event: textsOf(fieldOf(github, "event_name"))[0] ?? "",
		sources: listOf(fieldOf(definition, "resolvedDependencies")).flatMap(sourceOf)
	};
}
function jsonOf(text) {
	try {
		return JSON.parse(text);
	} catch {
		throw new Error("its statement is no JSON");
	}
}
/** `git+https://github.com/acme/hello@refs/heads/main` and the commit; nothing for a dependency that is no commit. */
function sourceOf(dependency) {
	const [uri = ""] = textsOf(fieldOf(dependency, "uri"));
	const [commit = ""] = textsOf(fieldOf(fieldOf(dependency, "digest"), "gitCommit"));
	if (!uri.startsWith("git+") || commit === "") return [];
	const [page = ""] = uri.slice(4).split("@");
	return [{
		page,
		commit: commit.toLowerCase()
	}];
}
function listOf(value) {
	return Array.isArray(value) ? value : [];
}
function textsOf(value) {
	return typeof value === "string" ? [value] : [];
}
/** The runner's token has its numbers as texts. */
function numberOf(value) {
	const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
	return typeof number === "number" && Number.isSafeInteger(number) ? number : void 0;
}

// src/github/attestations/read-attestations.ts
/** Bytes of one attestation, packed and unpacked. One of an image has some 10,000. */
const MOST_ATTESTATION = 1048576;
/** Attestations of one image that are looked at, the newest ones. Each build of it adds one. */
const MOST_ATTESTATIONS = 30;
/**
* What GitHub's attestations of a digest say of where it was built, newest first; none where GitHub has none or shows none.
* Throws what a request to GitHub throws.
*/
async function readAttestations(github, digest) {
	if (!/^sha256:[0-9a-f]{64}$/.test(digest)) return [];
	const listed = ((await (await github.octokit()).request("GET /repos/{owner}/{repo}/attestations/{subject_digest}", {
		...github.repository,
		subject_digest: digest,
		per_page: 30,
		predicate_type: "https://slsa.dev/provenance/v1"
	}).catch((thrown) => {
		if (thrown instanceof UserError && thrown.reason === "github-not-found") return void 0;
		throw thrown;
	}))?.data.attestations ?? []).slice(0, 30);
	return Promise.all(listed.map((one) => read(github, one)));
}
async function read(github, { bundle, bundle_url, repository_id }) {
	const repositoryId = repository_id ?? void 0;
	if (typeof bundle === "object" && bundle !== null) return readBundle(() => bundle, repositoryId);
	if (typeof bundle_url !== "string") return {
		kind: "unreadable",
		why: "GitHub says neither its text nor where that is"
	};
	const answer = await github.download(bundle_url, MOST_ATTESTATION);
	if ("unreadable" in answer) return {
		kind: "unreadable",
		why: answer.unreadable
	};
	return readBundle(() => unpacked(answer.bytes), repositoryId);
}
function readBundle(bundle, repositoryId) {
	try {
		return {
			kind: "read",
			provenance: provenanceIn(bundle()),
			repositoryId
		};
	} catch (thrown) {
		return {
			kind: "unreadable",
			why: messageOf(thrown)
		};
	}
}
function unpacked(packed) {
	const isPlain = packed[0] === "{".charCodeAt(0);
	const text = Buffer.from(isPlain ? packed : unpackSnappy(packed, MOST_ATTESTATION)).toString();
	try {
		return JSON.parse(text);
	} catch {
		throw new Error("it is no JSON");
	}
}

// src/deployments/image-origin.ts
const FULL_SHA$1 = /^[0-9a-f]{40}$/;
const LABEL = "org.opencontainers.image.revision";
/**
* Refuses (`image-of-other-commit`) an image that says that it is of another commit of this repository than the one whose tag it
* has, or one before it: a commit that changes nothing in the image has that of its first parent. Labels of other repositories
* are those of a base image; one without a full SHA stands in a Dockerfile, as GitHub's registry asks for `source`.
*/
async function checkOrigin(image, { github, sha, page, log }) {
	const origins = await image.origins;
	if ("unreadable" in origins) return log.info(`- whose the image is was not checked: its labels could not be read (${origins.unreadable})`);
	const own = origins.filter(({ source }) => source !== void 0 && pageOf(source) === pageOf(page));
	const revisions = new Set(own.flatMap(({ revision = "" }) => FULL_SHA$1.test(revision) ? [revision] : []));
	if (revisions.size === 0) log.info(`- the image does not say which commit of this repository it is of (label ${LABEL}): whose it is was not checked`);
	for (const revision of revisions) {
		if (revision === sha || await isBefore(github, revision, sha)) continue;
		const text = `the image under this commit's tag is of another commit (label ${LABEL}: ${shortSha(revision)}): who pushed it there? Delete it and build the commit again`;
		throw new UserError("image-of-other-commit", text, { findings: [{
			reason: "image-of-other-commit",
			where: image.reference,
			text
		}] });
	}
}
/** Whether a commit is on the first-parent line before another, or may be, too far back to be seen. */
async function isBefore(github, revision, sha) {
	return (await placeOnTrunk(github, {
		branch: sha,
		sha: revision
	})).kind !== "not-on-trunk";
}
/** Pages as they are compared. */
function pageOf(address) {
	return address.toLowerCase().replace(/\/$/, "").replace(/\.git$/, "");
}

// src/deployments/image-attestation.ts
const FULL_SHA = /^[0-9a-f]{40}$/;
/** Commits whose place is looked up, which takes requests: attestations of one image name one, or two. */
const MOST_COMMITS = 5;
/**
* Compares GitHub's attestations of an image with the commit whose tag it has. One that fits is enough. Refuses where none does
* (`image-built-elsewhere`), and, where one is required, where there is none (`image-not-attested`) or none that can be read.
* Signatures are not verified: what GitHub's interface answers is believed (docs/threat-model.md).
*/
async function checkAttestation(image, owner) {
	const { github, log, required } = owner;
	const attestations = await readAttestations(github, image.digest).catch((thrown) => {
		if (required || !(thrown instanceof UserError && thrown.reason.startsWith("github-"))) throw thrown;
		log.info(`- where the image was built was not checked: ${messageOf(thrown)}`);
	});
	if (attestations === void 0) return;
	if (attestations.length === 0) {
		if (required) throw notAttested(image);
		return;
	}
	const looked = /* @__PURE__ */ new Map();
	const others = [];
	const unread = [];
	for (const attestation of attestations) {
		if (attestation.kind === "unreadable") {
			unread.push(attestation.why);
			continue;
		}
		const other = await otherOrigin(attestation, image, owner, looked);
		if (other === void 0) return log.info(`✓ attested on GitHub${leftOut(others, unread)}`);
		others.push(other);
	}
	if (others.length > 0) throw builtElsewhere(image, others);
	const why = `GitHub's attestation of the image cannot be read (${clip(unread[0] ?? "")})`;
	if (required) throw new UserError("image-attestation-unreadable", `${why}: the policy has 'image-attestation: required'`);
	log.info(`- where the image was built was not checked: ${why}`);
}
/** What an attestation names in place of the commit, in a few words; undefined where it fits. */
async function otherOrigin({ provenance, repositoryId }, image, { github, sha, page }, looked) {
	const { subjects, repository, event, sources } = provenance;
	if (!subjects.some((subject) => `sha256:${subject}` === image.digest)) return "of another image";
	if (!(provenance.repositoryId !== void 0 && provenance.repositoryId === repositoryId) && pageOf(repository) !== pageOf(page)) return `of repository ${clip(repository)}`;
	if (event.startsWith("pull_request")) return "for a pull request";
	const commits = new Set(sources.flatMap(({ page: of, commit }) => pageOf(of) === pageOf(repository) ? [commit] : []));
	if (commits.size === 0) return "of no commit";
	for (const commit of commits) if (commit !== sha && !await isEarlier(commit)) return `of commit ${clip(shortSha(commit))}`;
	return;
	async function isEarlier(commit) {
		if (!looked.has(commit) && FULL_SHA.test(commit) && looked.size < MOST_COMMITS) looked.set(commit, await isBefore(github, commit, sha));
		return looked.get(commit) ?? false;
	}
}
function leftOut(others, unread) {
	const left = [...others, ...unread.map((why) => `not readable: ${clip(why)}`)];
	return left.length === 0 ? "" : ` (another attestation is left out: ${left.join(", ")})`;
}
function builtElsewhere({ reference }, others) {
	const said = [...new Set(others)];
	const more = said.length > 2 ? ` and ${said.length - 2} more` : "";
	return refusal("image-built-elsewhere", `the image under this commit's tag was built elsewhere (attestation ${said.slice(0, 2).join(", ")}${more}): who pushed it there? Delete it and build the commit again`, reference);
}
function notAttested({ reference }) {
	return refusal("image-not-attested", "GitHub shows no attestation of the image, and the policy has 'image-attestation: required': attest it in its build, and give this job 'permissions: attestations: read'", reference);
}
function refusal(reason, text, where) {
	return new UserError(reason, text, { findings: [{
		reason,
		where,
		text
	}] });
}
function clip(text) {
	return cut(oneLine(text), 200);
}

// src/github/history/order.ts
/** Of each environment: what ran there before is further back than anybody rolls back to. */
const READ = 50;
const BUDGET$1 = 30;
/** The good deployments of a service to some environments, newest first, by the name: one request. */
async function readGoodDeployments(tools, { environments, service, services, apps }) {
	const { owner, repo } = tools.github.repository;
	const where = environments.map((environment) => ({
		environment,
		after: void 0
	}));
	const part = deploymentsPart(`${owner}/${repo}`, where, READ);
	const answer = (await askParts({
		...tools,
		budget: new Budget(BUDGET$1)
	}, DEPLOYMENTS, [part])).get(part);
	if (answer?.kind !== "read") throw new UserError(answer?.finding.reason ?? "github-unreachable", answer?.finding.text ?? "GitHub did not answer");
	return new Map(environments.map((environment) => {
		const facts = (answer.value.get(environment)?.listed ?? []).flatMap((one) => deploymentFacts(one, environment, apps) ?? []);
		return [environment, goodDeployments(facts, service, services)];
	}));
}

// src/github/role.ts
/** The role of a person in the repository; undefined for none. One of the organization's own roles counts as what it is based on. */
async function readRole(github, login) {
	const { data } = await (await github.octokit()).request("GET /repos/{owner}/{repo}/collaborators/{username}/permission", {
		...github.repository,
		username: login
	});
	return ROLES.find((role) => role === data.role_name) ?? ROLES.find((role) => role === data.permission);
}

// src/deployments/rule-facts.ts
/** Reads what the rules of the environment need, side by side: without rules nothing but the lock. */
async function readRules(tools, request) {
	const { environment, deployment, service, services, apps } = request;
	const { order, deployers } = environment.rules;
	const [lock, role, good] = await Promise.all([
		lockOf(tools, request),
		deployers?.role === void 0 || !deployment.byPerson ? void 0 : readRole(tools.github, deployment.creator),
		order === void 0 ? void 0 : readGoodDeployments(tools, {
			environments: [order.after, environment.name],
			service,
			services,
			apps
		})
	]);
	return {
		lock,
		role,
		good
	};
}
/** The facts for the rules. `line`: from the head of the branch to the commit. */
function ruleFacts({ lock, role, good }, { environment, deployment, sha }, line, now) {
	const { order } = environment.rules;
	const facts = order === void 0 || good === void 0 ? void 0 : {
		before: good.get(order.after) ?? [],
		here: good.get(environment.name) ?? [],
		sha,
		holders: new Set(line.map((commit) => commit.sha.toLowerCase()))
	};
	return {
		now,
		lock,
		requester: {
			login: deployment.creator,
			role
		},
		order: facts
	};
}
async function lockOf({ github, locks }, { service, environment }) {
	const { owner, repo } = github.repository;
	try {
		return {
			kind: "read",
			lock: await locks.lockOf({
				repository: `${owner}/${repo}`,
				service,
				environment: environment.name
			})
		};
	} catch (thrown) {
		return {
			kind: "unreadable",
			why: messageOf(thrown)
		};
	}
}

// src/deployments/gate.ts
/** Between two looks at checks that have not ended: they take minutes, and each look takes three requests. */
const LOOK_AGAIN_MS = 15e3;
/** Decides whether the commit may be deployed. Throws where something it needs could not be read and nothing else refuses. */
async function runGate(input) {
	const [trunk, facts, image, tree, rules] = await Promise.allSettled([
		placeOnTrunk(input.github, {
			branch: input.branch,
			sha: input.request.sha
		}),
		readFacts(input),
		readImage(input),
		input.checkWorkTree(),
		readRules(input, input.request)
	]);
	const place = readOf(trunk);
	if (place?.kind === "found") {
		input.onTrunkRead(place.line);
		input.log.info(`✓ on ${input.branch}, ${ageOf(place.position)}`);
	}
	return decide(input, await waited(input, {
		trunk,
		facts,
		image,
		tree,
		rules
	}));
}
function decide(input, reads) {
	const { trunk, facts, image, tree, rules } = reads;
	const checks = checksOf(input, reads);
	log(input, checks, readOf(image));
	const partial = partialFacts(input, reads);
	const refusal = refusalBy(partial);
	if (refusal !== void 0) return {
		verdict: refusal,
		image: readOf(image)
	};
	for (const read of [
		trunk,
		facts,
		tree,
		image,
		rules
	]) if (read.status === "rejected") throw read.reason;
	const { trunk: place, rules: said } = partial;
	if (place === void 0 || checks === void 0 || said === void 0) throw new Error("the gate has neither facts nor a reason");
	return {
		verdict: verdictOf({
			...partial,
			trunk: place,
			checks,
			rules: said
		}),
		image: readOf(image)
	};
}
/** Waits for checks that have not ended, as long as the policy says and nothing else refuses. */
async function waited(input, first) {
	const { clock, pause } = input;
	const until = clock.now() + input.request.environment.waitForChecks;
	let reads = first;
	for (let isFirst = true; clock.now() < until; isFirst = false) {
		const wait = checkWait(partialFacts(input, reads));
		if (wait === void 0) break;
		if (isFirst) input.onWait(wait.text);
		input.log.info(wait.text);
		const ms = Math.min(LOOK_AGAIN_MS, until - clock.now());
		input.onPause(ms);
		await pause(ms);
		const [facts] = await Promise.allSettled([readFacts(input)]);
		reads = {
			...reads,
			facts
		};
	}
	if (reads === first) return first;
	const again = () => reads.image.status === "fulfilled" ? Promise.resolve(reads.image.value) : readImage(input);
	const [image, rules] = await Promise.allSettled([again(), readRules(input, input.request)]);
	return {
		...reads,
		image,
		rules
	};
}
async function readImage({ lookUpImage, github, request, page, log }) {
	const image = await lookUpImage();
	const owner = {
		github,
		sha: request.sha,
		page,
		log,
		required: request.environment.imageAttestation === "required"
	};
	const [label, attestation] = await Promise.allSettled([checkOrigin(image, owner), checkAttestation(image, owner)]);
	throwAll(label, attestation);
	return image;
}
/** What refuses, all of it; where nothing does, the first error. */
function throwAll(...checks) {
	const findings = checks.flatMap(refusalsOf);
	if (findings.length > 0) throw UserError.from(findings);
	for (const check of checks) if (check.status === "rejected") throw check.reason;
}
function readFacts({ github, request, branch, runId, pause }) {
	const { sha, environment } = request;
	return readChecks(github, {
		sha,
		branch,
		runId,
		policy: environment.checks,
		pause
	});
}
function partialFacts(input, reads) {
	const { request, branch, clock } = input;
	const place = readOf(reads.trunk);
	const checks = checksOf(input, reads);
	const read = readOf(reads.rules);
	const line = place?.kind === "found" ? place.line : [];
	const rules = read === void 0 ? void 0 : ruleFindings(request.environment.rules, ruleFacts(read, request, line, clock.now()));
	return {
		sha: request.sha,
		branch,
		others: othersOf(reads),
		...place === void 0 ? {} : { trunk: place },
		...checks === void 0 ? {} : { checks },
		...rules === void 0 ? {} : { rules }
	};
}
function checksOf({ request }, { facts }) {
	return facts.status === "fulfilled" ? judgeChecks(facts.value, request.environment.checks) : void 0;
}
function othersOf({ tree, image }) {
	return [...readOf(tree) ?? [], ...refusalsOf(image)];
}
function log({ log }, checks, image) {
	for (const { name, result } of checks?.passed ?? []) log.info(`✓ check ${name} (${result})`);
	const leftOut = checks?.leftOut ?? [];
	if (leftOut.length > 0) log.info(`- ${leftOutLine(leftOut)}`);
	if (image !== void 0) log.info(`✓ image ${image.reference}`);
}
function readOf(settled) {
	return settled.status === "fulfilled" ? settled.value : void 0;
}
function ageOf(position) {
	if (position === 0) return "its newest commit";
	return position === 1 ? "1 commit before its newest" : `${position} commits before its newest`;
}
/** A missing image refuses like a failed check; a registry that does not answer is an error, not a verdict. */
function refusalsOf(image) {
	if (image.status === "fulfilled") return [];
	const thrown = image.reason;
	if (!(thrown instanceof UserError) || thrown.outcome !== "refused") return [];
	return thrown.findings.length > 0 ? thrown.findings : [{
		reason: thrown.reason,
		text: thrown.message
	}];
}

// src/domain/history/train.ts
/** The train of a deployment: forward, or back when the live commit is newer than the one asked for. */
function trainOf({ sha, live, newer, older, whole, contained }) {
	if (live === void 0) return { kind: "first" };
	if (live === sha) return {
		kind: "again",
		live
	};
	const ahead = newer.findIndex((commit) => commit.sha.toLowerCase() === live);
	if (ahead >= 0) return {
		kind: "back",
		live,
		commits: newer.slice(ahead).filter((commit) => commit.sha !== sha)
	};
	const behind = older.findIndex((commit) => commit.sha.toLowerCase() === live);
	if (behind >= 0) return {
		kind: "forward",
		live,
		commits: older.slice(0, behind),
		more: false
	};
	const inLive = new Set(contained);
	const isIn = (commit) => inLive.has(commit.sha.toLowerCase());
	const [leftAhead, leftBehind] = [newer.findIndex(isIn), older.findIndex(isIn)];
	if (leftAhead >= 0 && newer[leftAhead]?.sha !== sha) {
		const commits = newer.slice(leftAhead).filter((commit) => commit.sha !== sha);
		return {
			kind: "off-line",
			live,
			base: newer[leftAhead]?.sha,
			back: true,
			commits
		};
	}
	if (leftBehind >= 0) {
		const commits = older.slice(0, leftBehind);
		return {
			kind: "off-line",
			live,
			base: older[leftBehind]?.sha,
			back: false,
			commits
		};
	}
	return whole ? {
		kind: "off-line",
		live,
		base: void 0,
		back: false,
		commits: []
	} : {
		kind: "forward",
		live,
		commits: older,
		more: true
	};
}

// src/github/history/service-commits.ts
/** So many commits are looked at by their changed paths; the others count: it is for a message, not for a decision. */
const BY_PATHS = 20;
/** Steps of comparing their paths with the patterns: a tenth of a second or two. Commits beyond that count. */
const MOST_MESSAGE_STEPS = 2e7;
/** Those of the commits that change what the patterns cover. */
async function commitsOf({ github, ask, repository }, patterns, commits) {
	const places = commits.flatMap(({ sha, parents }) => patterns.flatMap(({ root: path }) => [sha, ...parents.slice(0, 1)].map((at) => ({
		sha: at,
		path
	}))));
	const distinct = [...new Map(places.map((place) => [placeText(place), place])).values()];
	const objects = /* @__PURE__ */ new Map();
	for (const some of batchesOf(distinct, 100 * OBJECTS.most)) for (const [place, oid] of await ask(OBJECTS, objectsPart(repository, some))) objects.set(place, oid);
	const objectAt = (sha, path) => objects.get(placeText({
		sha,
		path
	}));
	const own = [];
	let left = BY_PATHS;
	const steps = { left: MOST_MESSAGE_STEPS };
	for (const commit of commits) {
		const { sha, parents } = commit;
		const [parent] = parents;
		const isUnseen = patterns.some(({ root }) => (objectAt(sha, root) ?? (parent === void 0 ? void 0 : objectAt(parent, root))) === void 0);
		const changes = changesPaths(patterns, {
			sha,
			parent
		}, objectAt);
		if (changes === "no" && !isUnseen) continue;
		if (changes !== "yes" && left > 0) {
			left -= 1;
			const octokit = await github.octokit();
			const paths = await commitPaths((page) => pathsPage(octokit, repository, sha, page));
			if (paths !== void 0 && !coversAny(patterns, paths, steps)) continue;
		}
		own.push(commit);
	}
	return own;
}

// src/github/history/train.ts
/** Deployments and commits that are looked through: it is for a message, not for a decision. */
const DEPLOYMENTS_READ = 20;
const FIRST_COMMITS = 25;
/** Points of GraphQL, far more than it takes. */
const BUDGET = 30;
/**
* The commits that a deployment takes to its environment, of a service with paths its own: two requests, one more when the train
* is long, one or two when what is live is not on it, and one or two for the paths. Undefined when no deployment among the
* newest says what is live, and there are older ones. Throws a `UserError` (error, `github-…`).
*/
async function readTrain(tools, question) {
	const { owner, repo } = tools.github.repository;
	const repository = `${owner}/${repo}`;
	const connection = {
		...tools,
		budget: new Budget(BUDGET)
	};
	const ask = async (form, part) => {
		const answer = (await askParts(connection, form, [part])).get(part);
		if (answer?.kind === "read") return answer.value;
		throw new UserError(answer?.finding.reason ?? "github-unreachable", answer?.finding.text ?? "GitHub did not answer");
	};
	const { sha, environment, services, service, deploymentId } = question;
	const line = new FirstParentWalk(sha);
	const older = async (after, first) => {
		const page = await ask(HISTORY, historyPart(repository, {
			head: sha,
			after,
			first
		}));
		line.take(page.commits);
		return page.next;
	};
	const where = [{
		environment,
		after: void 0
	}];
	const [pages, next] = await Promise.all([ask(DEPLOYMENTS, deploymentsPart(repository, where, DEPLOYMENTS_READ)), older(void 0, FIRST_COMMITS)]);
	const page = pages.get(environment);
	const before = (page?.listed ?? []).flatMap((listed) => deploymentFacts(listed, environment, question.apps) ?? []).filter(({ id }) => id !== deploymentId);
	const live = liveDeployment(before, service, services)?.sha;
	if (live === void 0 && page?.next !== void 0) return void 0;
	const newer = await question.newer;
	const contained = [];
	let [after, isWhole] = [next, next === void 0 || line.ended];
	const train = () => trainOf({
		sha,
		live,
		newer,
		older: line.line,
		whole: isWhole,
		contained
	});
	const isOpen = (found) => found.kind === "forward" ? found.more : found.kind === "off-line" && found.base === void 0;
	let found = train();
	if (isOpen(found) && after !== void 0) {
		after = await older(after, 100);
		isWhole = after === void 0 || line.ended;
		found = train();
	}
	let place;
	for (const first of [FIRST_COMMITS, 100]) {
		if (!isOpen(found) || live === void 0) break;
		const page = await ask(HISTORY, containedPart(repository, {
			head: live,
			after: place,
			first
		}));
		contained.push(...page.shas);
		found = train();
		place = page.next;
		if (place === void 0) break;
	}
	if (question.paths === void 0 || !("commits" in found)) return found;
	const commits = await commitsOf({
		...tools,
		ask,
		repository
	}, question.paths, found.commits);
	return {
		...found,
		commits
	};
}

// src/deployments/slack/open.ts
/**
* Opens the message of a deployment in its environment's channel; undefined where there is to be none. What it shows is read
* beside the deployment, which waits for none of it.
*/
function openDeploymentMessage(request, github, context, { log, clock, masks, state, connectSlack }) {
	const save = (message) => state.save("slack", message === void 0 ? "" : JSON.stringify(message));
	const message = newMessage(request, context);
	const slack = connectSlack();
	if (message === void 0 || slack === void 0) {
		save(void 0);
		if (message !== void 0) log.info(`No Slack message: the policy names a channel for ${request.environment.name}, but the input "slack-token" is empty`);
		return;
	}
	save(message);
	const writer = new DeploymentMessageWriter({
		slack,
		clock,
		save
	}, message);
	const redact = (text) => masks.redact(text);
	const line = Promise.withResolvers();
	readTrain({
		github,
		log,
		clock
	}, questionOf(request, line.promise)).then((train) => writer.addFacts({ train: train && summarizeTrain(train, redact) })).catch((thrown) => log.debug(`The train could not be read for Slack: ${messageOf(thrown)}`));
	const onTrunkRead = (commits) => {
		line.resolve(commits);
		const commit = commits.at(-1);
		if (commit === void 0) return;
		const { title, author } = summarizeCommit(commit, redact);
		writer.addFacts({
			title,
			author
		});
	};
	return {
		writer,
		onTrunkRead
	};
}
function questionOf(request, newer) {
	const { services, apps, service, paths, sha, deployment } = request;
	return {
		services,
		apps,
		service,
		paths,
		environment: request.environment.name,
		deploymentId: deployment.id,
		sha,
		newer
	};
}

// src/deployments/statuses.ts
/** At most six statuses a deployment that goes well: the first, four on the way, and the end, which is written by others. */
const MOST_ON_THE_WAY = 5;
/** Those beside them that name what holds the rollout up, and that it goes on. */
const MOST_FAILING = 3;
/** Steps that pass within this time are written as one: only the last of them. */
const TOGETHER_MS = 1e3;
/** After these GitHub may have written a status all the same. */
const PERHAPS_DONE = ["github-unreachable", "github-broken"];
/** How long the end waits for a status that is being sent; a run that is stopped has ten seconds in all. */
const IN_FLIGHT_MS = 2e3;
/**
* The statuses of a deployment's steps, in order, without ever holding up the work: `step` returns at once, what it says is
* written while the steps run. The first step is written immediately. Any of them may be dropped, for the end alone must be
* written: what is still being tried when it comes is given up.
*/
var Statuses = class {
	#writeStep;
	#clock;
	#log;
	/** The end has come: nothing more is begun. */
	#closing = new AbortController();
	/** What is still being sent is given up. */
	#over = new AbortController();
	#queue = Promise.resolve();
	#first;
	#started = 0;
	#failing = 0;
	#pending;
	/** GitHub has limited the writes: what is left of them is for the ends, also those of other deployments. */
	#limited = false;
	#mayFollow = false;
	/** `writer`: makes what writes a step's status; its requests are given up when the signal is aborted. */
	constructor(writer, effects) {
		this.#writeStep = writer(this.#over.signal);
		this.#clock = effects.clock;
		this.#log = effects.log;
	}
	/** Counts statuses that an earlier step of this run has written. */
	alreadyWritten(count) {
		this.#started += count;
		if (count > 0) this.#first = Promise.resolve();
	}
	/** Says in which step the deployment is. */
	step(description) {
		if (this.#write(description, this.#started < MOST_ON_THE_WAY)) this.#started += 1;
	}
	/** Says what holds the deployment up, or that it goes on: it has statuses of its own, for slow steps use up the others. */
	failing(description) {
		if (this.#write(description, this.#failing < MOST_FAILING)) this.#failing += 1;
	}
	/** Says that the last good release is being restored: it is the first to have the cause, and there is always room for it. */
	restoring(description) {
		this.#write(description, true);
	}
	/** Whether it takes a status of its own. What still waits to be written is replaced. */
	#write(description, hasRoom) {
		const isWaiting = this.#pending !== void 0;
		if (!isWaiting && (this.#limited || !hasRoom)) return false;
		this.#pending = {
			state: "in_progress",
			description
		};
		if (isWaiting) return false;
		const first = this.#started === 0;
		this.#queue = this.#queue.then(() => this.#writePending(first ? 0 : TOGETHER_MS));
		this.#first ??= this.#queue;
		return true;
	}
	/** Resolves when the first step has been written, or could not be: from then on other runs can see who has the deployment. */
	async claimed() {
		await this.#first;
	}
	/**
	* Gives up what has not been sent yet: the end comes next. What is being sent is waited for, for a moment. Resolves with
	* whether one may still come after the end: GitHub may carry out a request long after its sender has hung up.
	*/
	async close() {
		this.#pending = void 0;
		this.#closing.abort(/* @__PURE__ */ new Error("the end has come"));
		const answered = new AbortController();
		const patience = this.#clock.sleep(IN_FLIGHT_MS, answered.signal).catch(() => void 0);
		await Promise.race([this.#queue, patience]);
		answered.abort(/* @__PURE__ */ new Error("nothing is being sent any more"));
		this.#over.abort(/* @__PURE__ */ new Error("the end has come"));
		await this.#queue;
		return { mayFollow: this.#mayFollow };
	}
	async #writePending(waitMs) {
		try {
			if (waitMs > 0) await this.#clock.sleep(waitMs, this.#closing.signal);
		} catch {
			return;
		}
		const status = this.#pending;
		this.#pending = void 0;
		if (status === void 0) return;
		try {
			if (await this.#writeStep(status) > 1) this.#mayFollow = true;
		} catch (thrown) {
			this.#mayFollow ||= !(thrown instanceof UserError) || PERHAPS_DONE.includes(thrown.reason);
			if (this.#over.signal.aborted) return;
			this.#limited ||= thrown instanceof UserError && thrown.reason === "github-rate-limited";
			this.#log.warning(`The status "${status.description}" could not be written: ${messageOf(thrown)}`);
		}
	}
};

// src/deployments/inactivate.ts
/** Older ones than these are not looked for: what was live before is among the newest. */
const LOOKED_BACK_MS = 7776e6;
/** Usually it is one; more of them only where earlier runs could not write. */
const MOST = 3;
/**
* Sets what was live before to `inactive`: the earlier deployments of the same service and environment that still show as
* success. GitHub's own `auto_inactive` knows no services, and leaves production environments out. Never rejects: it changes
* nothing about the deployment.
*/
async function inactivateOlder(github, { id, service, environment, services, apps }, { log, clock }) {
	try {
		const since = clock.now() - LOOKED_BACK_MS;
		const older = (await readDeploymentsSince({
			github,
			log,
			clock
		}, {
			environment,
			since,
			apps,
			mostPages: 1
		})).filter((one) => one.ours && one.id < id && serviceOfTask(one.task, services) === service && one.statuses.at(-1)?.state === "success");
		for (const one of older.slice(0, MOST)) {
			const description = `Replaced by deployment ${id}`;
			await createStatus(github, {
				deploymentId: one.id,
				state: "inactive",
				description
			});
			log.info(`Deployment ${one.id}, which was live before, is inactive now`);
		}
	} catch (thrown) {
		log.info(`What was live before still shows as active: ${messageOf(thrown)}`);
	}
}

// src/delivery/release/last-status.ts
/** Writes what must be written: for minutes, but with the seconds that are left where the run is stopped. */
async function patiently({ connectGitHub, signal }, write) {
	try {
		if (!signal.aborted) return await write(connectGitHub(signal, LAST_STATUS_RETRY_LIMITS));
	} catch (thrown) {
		if (!signal.aborted) throw thrown;
	}
	return write(connectGitHub(void 0, STOPPED_RETRY_LIMITS));
}

// src/delivery/release/deployment-end.ts
/** A message does not wait longer for the last status, which may be tried for minutes. */
const MESSAGE_WAITS_MS = 15e3;
/** Most of what GitHub carries out late has come by then. */
const LATE_MS = 3e3;
/** The end of one run of one deployment: its last status, its message, and what was live before. */
var DeploymentEnd = class {
	#parts;
	constructor(parts) {
		this.#parts = parts;
	}
	/** Writes how it ended, wherever that is read. */
	async write(given, begun) {
		const { effects } = this.#parts;
		const ending = redacted(given, (text) => effects.masks.redact(text));
		const view = this.#view(ending);
		const writing = this.#writeStatus(ending, begun);
		const inTime = new AbortController();
		const slow = effects.clock.sleep(MESSAGE_WAITS_MS, inTime.signal).then(() => "it is being tried again", () => void 0);
		await this.#endMessage(begun, view, await Promise.race([writing.then((unwritten) => unwritten?.why), slow]));
		inTime.abort();
		const unwritten = await writing;
		if (ending.outcome === "success" && unwritten === void 0) await this.#inactivateOlder(begun);
		return {
			kind: "ended",
			view,
			...unwritten === void 0 ? {} : { unwritten }
		};
	}
	/** Another run has the deployment, or it has its end: nothing was changed, and nothing is written any more. */
	async leave({ reason, why, ended }, begun) {
		const { context, effects, requested, statuses } = this.#parts;
		const { id, environment } = requested.deployment;
		await statuses.close();
		if (ended?.hidden) {
			const again = {
				state: "inactive",
				description: statusText(`Cancelled: ${why}; nothing was changed`)
			};
			await patiently(effects, (github) => writeStatus(github, id, again, context, effects.masks));
		}
		forgetDeployment(effects.state);
		if (begun.message !== void 0) {
			const ending = {
				outcome: "cancelled",
				reason,
				text: `${why}; nothing was changed`,
				findings: []
			};
			await this.#endMessage(begun, this.#view(ending), void 0);
		}
		return {
			kind: "left-alone",
			deploymentId: id,
			environment,
			reason,
			why,
			expected: requested.byEvent
		};
	}
	#view(ending) {
		const { context, effects, started, progress } = this.#parts;
		const ms = effects.clock.now() - started;
		return viewOf(progress, {
			ending,
			ms
		}, context, (text) => effects.masks.redact(text));
	}
	/** Resolves with why the last status could not be written, if so. */
	async #writeStatus(ending, { seen }) {
		const { context, effects, requested, progress, statuses } = this.#parts;
		const { state, log, masks } = effects;
		state.save("end", serializeEnding(ending));
		const { mayFollow } = await statuses.close();
		const { touched } = progress;
		try {
			const write = (github) => writeLastStatus(github, requested.deployment.id, {
				endOf: () => ({
					ending,
					touched
				}),
				seen
			}, context, masks);
			const end = await patiently(effects, write);
			state.save("ended", mayFollow ? "unsure" : "true");
			if (mayFollow) await this.#keepLast(write);
			if (end.kind === "left" && end.ended?.own !== true) log.notice(`The last status is not written: ${end.why}`);
			return;
		} catch (thrown) {
			return unwrittenBy(thrown);
		}
	}
	/** A step's status that GitHub carries out late would hide the end: a look after a moment; `post` looks again. */
	async #keepLast(write) {
		const { clock, signal, connectGitHub, log } = this.#parts.effects;
		try {
			await clock.sleep(LATE_MS, signal);
			await write(connectGitHub(signal));
		} catch (thrown) {
			log.info(`It could not be seen whether the last status stayed the last: ${messageOf(thrown)}`);
		}
	}
	/** Only when GitHub has the end, or is slow: Slack may take its time, but nothing waits for it before. */
	async #endMessage({ message }, view, unwritten) {
		if (message === void 0) return;
		const { log, masks, state } = this.#parts.effects;
		const remarks = unwritten === void 0 ? [] : [masks.redact(unwrittenRemark(unwritten))];
		const problem = await message.writer.end(view, remarks);
		state.save("slack", "");
		if (problem !== void 0) log.notice(masks.redact(messageNotUpdated(problem)));
	}
	async #inactivateOlder({ request }) {
		const { effects } = this.#parts;
		if (request === void 0 || effects.signal.aborted) return;
		const { service, services, apps, environment, deployment } = request;
		const live = {
			id: deployment.id,
			service,
			services,
			apps,
			environment: environment.name
		};
		await inactivateOlder(effects.connectGitHub(effects.signal, STEP_RETRY_LIMITS), live, effects);
	}
};

// src/kubernetes/lease/lease-at-server.ts
/** The object behind the lease. A write resolves with undefined where another client has written meanwhile. */
var LeaseAtServer = class {
	name;
	#me;
	#cluster;
	#list;
	constructor(cluster, key, me) {
		this.#cluster = cluster;
		this.#me = me;
		this.name = leaseName(key);
		this.#list = `/apis/coordination.k8s.io/v1/namespaces/${cluster.namespace}/leases`;
	}
	async read(signal) {
		try {
			return readIn(await this.#cluster.client.get(this.#path, { signal }));
		} catch (thrown) {
			if (thrown instanceof KubernetesError && thrown.code === 404) return void 0;
			throw thrown;
		}
	}
	async create(signal) {
		const now = microTime(this.#cluster.clock.now());
		const body = this.#body(void 0, {
			since: now,
			at: now
		});
		return unlessChanged(() => this.#cluster.client.create(this.#list, body, { signal }));
	}
	/** Says that the claimant has it, by the server's time. */
	hold(before, since, signal, at = before.at) {
		return this.#replace(this.#body(before.lease, {
			since,
			at: microTime(at)
		}), signal);
	}
	giveBack(before) {
		return this.#replace(this.#body(before.lease, void 0), void 0);
	}
	/** Says that the claimant waits for it. */
	announce(before, signal) {
		return this.#replace(announced(before.body, this.#me), signal);
	}
	#replace(body, signal) {
		return unlessChanged(() => this.#cluster.client.replace(this.#path, body, { signal }));
	}
	#body(before, held) {
		const { name } = this;
		const isNew = held !== void 0 && held.since !== before?.since;
		return leaseBody({
			name,
			namespace: this.#cluster.namespace,
			claimant: this.#me,
			held,
			resourceVersion: before?.resourceVersion,
			transitions: (before?.transitions ?? 0) + (isNew ? 1 : 0),
			newest: Math.max(this.#me.deploymentId, before === void 0 ? 0 : newestFor(this.#me, before))
		});
	}
	get #path() {
		return `${this.#list}/${this.name}`;
	}
};
function readIn({ body, at }) {
	return {
		lease: readLease(body),
		body,
		at
	};
}
async function unlessChanged(write) {
	try {
		return readIn(await write());
	} catch (thrown) {
		if (thrown instanceof KubernetesError && thrown.code === 409) return void 0;
		throw thrown;
	}
}

// src/kubernetes/lease/kept-lease.ts
const RENEW_MS = 15e3;
/** So long before the lease is over nothing more is written: a write may be in progress. */
const MARGIN_MS = 15e3;
/** Keeps a lease until it is released. */
function keepLease(lease, me, first, { clock, log }) {
	const lost = new AbortController();
	const over = new AbortController();
	let newest = first;
	let renewed = clock.now();
	const lose = (why) => {
		over.abort(new Error(why));
		lost.abort(new UserError("hold-lost", why));
	};
	/** By the server's clock: those who wait read it too. */
	const serverNow = () => newest.at + clock.now() - renewed;
	async function renew() {
		const asked = clock.now();
		let written = await lease.hold(newest, newest.lease.since, over.signal, serverNow());
		if (written === void 0) {
			const found = await lease.read(over.signal);
			if (found === void 0 || stepFor(me, found.lease, found.at).kind !== "keep") {
				const other = found?.lease.holder?.deploymentId ?? 0;
				return lose(`the lease ${lease.name} was taken${other === 0 ? "" : ` by deployment ${other}`}`);
			}
			written = await lease.hold(found, found.lease.since, over.signal);
			if (written === void 0) return;
		}
		newest = written;
		renewed = asked;
	}
	async function keep() {
		while (!over.signal.aborted) {
			await clock.sleep(RENEW_MS, over.signal).catch(() => void 0);
			if (over.signal.aborted) return;
			try {
				await renew();
			} catch (thrown) {
				log.debug(`The lease ${lease.name} was not renewed: ${messageOf(thrown)}`);
			}
			if (clock.now() - renewed > 60 * 1e3 - MARGIN_MS) lose(`the lease ${lease.name} could not be renewed`);
		}
	}
	const keeping = keep();
	return {
		lost: lost.signal,
		async newer(signal) {
			const found = await lease.read(signal);
			const newestId = found === void 0 ? 0 : newestFor(me, found.lease);
			return newestId > me.deploymentId ? newestId : void 0;
		},
		async release() {
			over.abort(/* @__PURE__ */ new Error("the lease is given back"));
			await keeping;
			if (lost.signal.aborted) return;
			try {
				for (let tries = 1; tries <= 10; tries++) {
					const found = await lease.read(void 0);
					if (found === void 0 || stepFor(me, found.lease, found.at).kind !== "keep") return;
					if (await lease.giveBack(found) !== void 0) return;
				}
			} catch (thrown) {
				log.debug(`The lease ${lease.name} was not given back: ${messageOf(thrown)}`);
			}
		}
	};
}

// src/kubernetes/lease/hold.ts
/**
* Asks once for the lease of a service in an environment. Throws a `UserError` where the cluster cannot be used, and a
* `KubernetesError` where it refuses for another reason.
*/
async function askForLease(cluster, key, me, signal) {
	const lease = new LeaseAtServer(cluster, key, me);
	try {
		for (let tries = 1; tries <= 10; tries++) {
			const found = await lease.read(signal);
			if (found === void 0) {
				const created = await lease.create(signal);
				const renewed = created === void 0 ? void 0 : await lease.hold(created, created.lease.since, signal);
				if (renewed !== void 0) return {
					kind: "held",
					hold: keepLease(lease, me, renewed, cluster)
				};
				continue;
			}
			const step = stepFor(me, found.lease, found.at);
			if (step.kind === "superseded") return step;
			if (step.kind === "wait") {
				if (!step.announce || await lease.announce(found, signal) !== void 0) return step;
				continue;
			}
			const since = step.kind === "keep" ? found.lease.since : microTime(found.at);
			const written = await lease.hold(found, since, signal);
			if (written !== void 0) return {
				kind: "held",
				hold: keepLease(lease, me, written, cluster)
			};
		}
	} catch (thrown) {
		if (thrown instanceof KubernetesError && (thrown.code === 403 || thrown.code === 404)) return {
			kind: "unavailable",
			why: thrown.message
		};
		throw connectionProblem(thrown, cluster.server) ?? thrown;
	}
	throw new UserError("cluster-unreachable", `the lease ${lease.name} changes all the time: run again`);
}

// src/delivery/release/hold.ts
/** How often a deployment that waits looks whether its turn has come. */
const LOOK_EVERY_MS = 3e3;
/**
* Holds the service in the environment while it is changed, waiting for its turn where the policy says so. Without a permission
* for leases there is one notice, and nothing is held. Throws a `UserError`: `superseded` where a newer deployment has had it or
* waits too, `environment-held` where the policy does not let it wait, or the time is up.
*/
async function holdEnvironment(cluster, it) {
	const { key, me, limit, log } = it;
	const what = `${key.service} in ${key.environment}`;
	let waited = "";
	for (;;) {
		const answer = await askForLease(cluster, key, me, limit);
		if (answer.kind === "held") return answer.hold;
		if (answer.kind === "unavailable") {
			const text = `No Lease is held (${answer.why}): only the concurrency of the workflow keeps deployments of ${what} apart`;
			it.onUnavailable({
				reason: "lease-unavailable",
				text
			});
			return;
		}
		if (answer.kind === "superseded") throw new UserError("superseded", `deployment ${answer.by} of ${what} is newer and came first`);
		const text = `${whoHas(answer.holder)} has held ${what} since ${clockTime(answer.since)}`;
		if (it.whenHeld === "refuse") throw new UserError("environment-held", text);
		if (waited !== text) {
			waited = text;
			it.onWait(`Waiting: ${text}`);
			log.info(`${text}${answer.holder.logUrl === "" ? "" : `: ${answer.holder.logUrl}`}`);
		}
		await untilNextLook(cluster, limit, text);
	}
}
async function untilNextLook({ clock }, limit, text) {
	try {
		await clock.sleep(LOOK_EVERY_MS, limit);
	} catch (thrown) {
		if (!(thrown instanceof UserError) || thrown.reason !== "timeout") throw thrown;
		throw new UserError("environment-held", `${text}; the time is up (input "timeout")`, { cause: thrown });
	}
}
function whoHas({ deploymentId }) {
	return deploymentId === 0 ? "another client" : `deployment ${deploymentId}`;
}
/** `10:02 UTC` of an ISO time. */
function clockTime(since) {
	const [, time] = /T(\d\d:\d\d)/.exec(since) ?? [];
	return time === void 0 ? "a time that is not known" : `${time} UTC`;
}

// src/delivery/release/job-environment.ts
/** The job has the secrets, and passed the protection rules, of the environment it names; the record may name another. */
function refuseOtherEnvironment(job, asked) {
	if (job === void 0 || job.toLowerCase() === asked.toLowerCase()) return;
	const text = `the deployment is for '${asked}', but this job runs in the environment '${job}': run it with environment '${asked}'`;
	throw new UserError("environment-mismatch", text);
}

// src/delivery/release/deployment-run.ts
/** A look is good for so long: a round trip before every apply costs more than it finds. */
const LOOK_GOOD_FOR_MS = 3e4;
/** One run of one deployment; its steps in the order they are taken. */
var DeploymentRun = class {
	#parts;
	#progress;
	#statuses;
	#end;
	#begun = {};
	/** Whether the deployment is known to be ours: `pre` has claimed it, or the policy says so. */
	#isOurs;
	/** When it was last seen that the deployment is this run's. */
	#lookedAt = Number.NEGATIVE_INFINITY;
	constructor(parts) {
		this.#parts = parts;
		const { context, effects, requested } = parts;
		this.#isOurs = effects.state.read("deployment") === String(requested.deployment.id);
		this.#progress = progressOf(requested.deployment);
		this.#statuses = new Statuses((signal) => {
			const stepGitHub = effects.connectGitHub(signal, STEP_RETRY_LIMITS);
			return async (status) => {
				const before = stepGitHub.requests();
				await writeStatus(stepGitHub, requested.deployment.id, status, context, effects.masks);
				return stepGitHub.requests() - before;
			};
		}, effects);
		this.#end = new DeploymentEnd({
			...parts,
			progress: this.#progress,
			statuses: this.#statuses
		});
	}
	async toItsEnd() {
		const { requested, context, effects, github } = this.#parts;
		let ending;
		try {
			const claimed = await claimDeployment(github, requested, context, () => {
				this.#isOurs = true;
			});
			if (claimed.kind === "left-alone") {
				forgetDeployment(effects.state);
				return claimed;
			}
			effects.state.save("deployment", String(requested.deployment.id));
			effects.state.save("begun", "true");
			this.#begun.seen = claimed.seen;
			this.#begun.request = claimed.request;
			this.#statuses.alreadyWritten(claimed.written);
			if (claimed.written > 0) this.#lookedAt = effects.clock.now();
			ending = await this.#deploy(claimed.request);
		} catch (thrown) {
			if (thrown instanceof DeploymentLost) return this.#end.leave(thrown.lost, this.#begun);
			ending = endingOfFailure(thrown, this.#progress.count, effects.signal);
			if (!this.#isOurs && ending.outcome !== "refused") throw thrown;
			if (ending.reason === "bug") effects.log.info(stackOf(thrown));
		}
		return this.#end.write(endingAfterRestore(ending, this.#progress.restore), this.#begun);
	}
	async #deploy(request) {
		const { settings, context, effects, github, limit } = this.#parts;
		const progress = this.#progress;
		const environment = request.environment.name;
		progress.commit = request.sha;
		progress.service = request.service;
		progress.environment = environment;
		effects.masks.exempt(request.service, environment);
		if (!settings.dryRun) this.#begun.message = openDeploymentMessage(request, github, context, effects);
		refuseOtherEnvironment(settings.environment, environment);
		effects.log.info(`Deployment ${progress.deploymentId}: ${request.service} ${request.sha} to ${environment}, requested by ${progress.requester}`);
		return withPrivateFolder(context.temp, async (folder) => {
			effects.state.save("folder", folder);
			const connecting = startConnecting(effects.connectCluster, folder, limit);
			try {
				return await this.#throughTheSteps(request, folder, connecting);
			} finally {
				await connecting.close();
			}
		});
	}
	async #throughTheSteps(request, folder, connecting) {
		const { settings, context, effects, github, requested, started, deadline, limit } = this.#parts;
		const { log, clock, signal, state, masks } = effects;
		const { runId, attempt, logUrl } = context;
		const { sha } = request;
		const key = {
			service: request.service,
			environment: request.environment.name
		};
		const paths = manifestPaths(settings, key, context.workspace);
		const { verdict, image } = await this.#step("gate", async () => runGate({
			github,
			request,
			branch: await requested.branch,
			runId,
			page: context.page,
			lookUpImage: () => effects.lookUpImage(sha, limit),
			checkWorkTree: () => effects.checkWorkTree(sha, paths, limit),
			locks: effects.locks,
			clock,
			pause: (ms) => clock.sleep(ms, limit),
			onWait: (text) => this.#say(waitingText("gate", masks.redact(text))),
			onPause: (ms) => deadline.extend(ms),
			log,
			onTrunkRead: (line) => this.#begun.message?.onTrunkRead(line)
		}));
		if (verdict.kind !== "allow" || image === void 0) return endingOfVerdict(verdict);
		this.#progress.image = image.reference;
		const deploy = {
			commit: sha,
			image: image.reference,
			...key,
			id: this.#progress.deploymentId
		};
		const set = await this.#step("render", () => effects.render({
			paths,
			folder,
			deploy
		}, limit));
		const remainingMs = () => deadline.remaining();
		const { rollout: policy, strategy, releases } = request.environment;
		const planning = {
			connecting,
			set,
			key,
			policy,
			strategy,
			log,
			limit,
			signal,
			releases: {
				policy: releases,
				mask: (values) => masks.addAll(values),
				about: {
					commit: sha,
					image: image.reference,
					deploymentId: this.#progress.deploymentId,
					requester: this.#progress.requester,
					run: {
						id: runId,
						attempt,
						logUrl
					}
				}
			}
		};
		if (settings.dryRun) return this.#step("preflight", () => planOnly(planning, this.#progress));
		const result = await applyAndFollow({
			...planning,
			remainingMs,
			state,
			stableForMs: settings.stableForMs,
			releases: {
				...planning.releases,
				restoreMs: settings.timeoutMs,
				onFailed: (cause) => this.#sayFailing(failingText(masks.redact(cause))),
				onRestoring: (cause, release) => this.#sayRestoring(restoringText(masks.redact(cause), release)),
				lastGoodAfter: (after, by) => lastGoodAfter(effects.connectGitHub(by, STEP_RETRY_LIMITS), request, after)
			},
			look: () => this.#look(),
			hold: (cluster) => holdEnvironment(cluster, {
				key,
				log,
				limit,
				whenHeld: request.environment.whenHeld,
				me: {
					deploymentId: this.#progress.deploymentId,
					runId,
					attempt,
					logUrl
				},
				onWait: (text) => this.#say(text),
				onUnavailable: (finding) => {
					this.#progress.warnings.push(finding);
					log.notice(finding.text);
				}
			}),
			onFailing: (cause) => this.#sayFailing(cause === void 0 ? stepText("rollout") : failingText(masks.redact(inOneLine(cause)))),
			step: (step, work) => this.#step(step, work)
		}, this.#progress);
		return endingOfRollout(result, clock.now() - started);
	}
	/** One line for GitHub and Slack. */
	#say(given) {
		const text = this.#parts.effects.masks.redact(given);
		this.#statuses.step(statusText(text));
		this.#begun.message?.writer.step(text);
	}
	#sayRestoring(text) {
		this.#statuses.restoring(text);
		this.#begun.message?.writer.step(text);
	}
	#sayFailing(text) {
		this.#statuses.failing(statusText(text));
		this.#begun.message?.writer.step(text);
	}
	/** Whether the deployment is still this run's, now that others can see that it has it. */
	async #look() {
		const { github, requested, context, effects } = this.#parts;
		if (effects.clock.now() - this.#lookedAt < LOOK_GOOD_FOR_MS) return;
		await this.#statuses.claimed();
		const lost = await lookAgain(github, requested.deployment.id, context, this.#begun.seen);
		if (lost !== void 0) throw new DeploymentLost(lost);
	}
	/** A step: its status, its group in the log, its time. */
	async #step(step, work) {
		const { clock, log } = this.#parts.effects;
		this.#parts.limit.throwIfAborted();
		const text = stepText(step);
		this.#say(text);
		const started = clock.now();
		try {
			return await log.group(text, work);
		} finally {
			this.#progress.steps.push({
				step,
				ms: clock.now() - started
			});
		}
	}
};
function stackOf(thrown) {
	return thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown);
}

export { DeploymentRun };