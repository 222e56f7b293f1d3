import { i as endingOfRollout, n as endingAfterRestore, r as endingOfFailure } from "./deployments-endings.js";
import { n as leftOutLine, t as judgeChecks } from "./domain-checks-judge.js";
import { b as isLocalRun, n as deploymentsOf, r as goodDeployments } from "./domain-history-deployments.js";
import { n as ruleFindings } from "./domain-deployment-deploy-rules.js";
import { a as readChecks, i as placeOnTrunk, n as refusalBy, r as verdictOf, t as checkWait } from "./domain-deployment-verdict.js";
import { c as UserError, u as messageOf } from "./time-system-clock.js";
import { i as isOlderThan, n as heldFindings, r as holdingOf, t as HOLDS_LOOKED_BACK_MS } from "./domain-history-holding.js";
import { t as readDeploymentsSince } from "./github-history-environment-deployments.js";
import { n as shortSha } from "./domain-sha.js";
import { n as fieldOf, t as asRecord } from "./text-json.js";
import { n as refuseLocked, r as ruleFacts, t as readRules } from "./deployments-rule-facts.js";
import { n as refuseContinuation, t as askerOf } from "./deployments-held-continuation.js";
import { M as notice, N as warn, T as stageOf, Z as progressOf, a as fromTemplates, d as isHoldExpired, i as connected, l as ReleaseKeeper, r as whileConnecting, t as planOnly } from "./delivery-release-plan-plan-only.js";
import { i as lookAgain, n as claimDeployment, s as lastGoodAfter, t as DeploymentLost } from "./deployments-request.js";
import { n as keepClaim, t as forgetDeployment } from "./deployments-run-state.js";
import { a as applyAndFollow, c as openDeploymentMessage, i as DeploymentEnd, n as StepReports, o as restoreLive, r as holdEnvironment, t as stepStatuses } from "./delivery-release-step-statuses.js";
import { t as continuingText } from "./domain-claims-held-status.js";
import { n as heldLines } from "./domain-deployment-deploy-line.js";
import { i as endingOfVerdict, o as heldEnding } from "./domain-deployment-ending.js";
import { l as waitingText } from "./domain-deployment-status-text.js";
import { i as STEP_RETRY_LIMITS } from "./github-retry.js";
import { t as manifestPaths } from "./delivery-release-manifest-paths.js";
import { n as secretValues } from "./kubernetes-manifests-secret-values.js";

// src/deployments/holding.ts
/** Reads what is held where a deployment goes in stages; all at once nothing stands in its way. One request of one point. */
async function readHolding(tools, request) {
	const { environment, deployment, service, services, apps } = request;
	if (environment.strategy.staging === void 0) return {
		holding: void 0,
		live: void 0
	};
	const since = tools.clock.now() - HOLDS_LOOKED_BACK_MS;
	const read = await readDeploymentsSince(tools, {
		environment: environment.name,
		since,
		apps,
		mostPages: 1
	});
	const [live] = goodDeployments(read, service, services);
	const others = deploymentsOf(read, service, services).filter(({ id }) => id !== deployment.id);
	return {
		holding: holdingOf(others, live, tools.clock.now()),
		live: live?.sha
	};
}
/** Whether a deployment goes straight to all pods where the policy has stages: it goes back to what was live. */
function goesStraight({ live }, line) {
	return isOlderThan(live, line);
}
/** What is held speaks against a deployment in stages. */
function holdingFindings({ holding, live }, { environment, payload }, line) {
	if (payload?.verb === "rollback") return [];
	return heldFindings(holding, {
		environment: environment.name,
		line,
		live
	});
}
/**
* Looks once more, right before something is changed: what was on its way at the gate may be held by now. Throws a `UserError`
* (`held-by-other`).
*/
async function refuseHeld(tools, request, line) {
	const findings = holdingFindings(await readHolding(tools, request), request, line);
	if (findings.length > 0) throw UserError.from(findings);
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
		ref: textsOf(fieldOf(workflow, "ref"))[0] ?? "",
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
async function read(github, listed) {
	const { bundle, bundle_url, repository_id } = asRecord(listed);
	const repositoryId = typeof repository_id === "number" ? repository_id : void 0;
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
		if (revision === sha || await placeBefore(github, revision, sha) !== "not-on-trunk") continue;
		const text = `the image under this commit's tag is of another commit (label ${LABEL}: ${shortSha(revision)}): who pushed it there? Delete it and build the commit again`;
		throw new UserError("image-of-other-commit", text, { findings: [{
			reason: "image-of-other-commit",
			where: image.reference,
			text
		}] });
	}
}
/** Whether a commit is on the first-parent line before another; it may be where that is too far back to be seen. */
async function placeBefore(github, revision, sha) {
	return (await placeOnTrunk(github, {
		branch: sha,
		sha: revision
	})).kind;
}
/** Pages as they are compared. */
function pageOf(address) {
	return address.toLowerCase().replace(/\/$/, "").replace(/\.git$/, "");
}

// src/deployments/image-attestation.ts
const FULL_SHA = /^[0-9a-f]{40}$/;
/** Of others only what has a known form is shown. */
const PAGE = /^https?:\/\/[\w.-]{1,100}(?::\d{1,5})?\/[\w.-]{1,100}\/[\w.-]{1,100}$/;
/** Commits whose place is looked up, which takes requests: attestations of one image name one, or two. */
const MOST_COMMITS = 5;
/**
* Compares GitHub's attestations of an image with the commit whose tag it has. One that fits is enough. Refuses where all could be
* read and none fits (`image-built-elsewhere`), and, where one is required, where there is none (`image-not-attested`) or none that
* fits and one that could not be read (`image-attestation-unreadable`).
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
	const [unreadable] = unread;
	if (unreadable === void 0) throw builtElsewhere(image, others);
	const why = `GitHub's attestation of the image cannot be read (${unreadable})${others.length === 0 ? "" : `; another one does not fit: ${someOf(others)}`}`;
	if (required) throw new UserError("image-attestation-unreadable", `${why}: the policy has 'image-attestation: required'`);
	log.info(`- where the image was built was not checked: ${why}`);
}
/** What an attestation names in place of the commit, in a few words; undefined where it fits. */
async function otherOrigin({ provenance, repositoryId }, image, { github, sha, page, branch }, looked) {
	const { subjects, repository, event, ref } = provenance;
	if (!subjects.some((subject) => `sha256:${subject}` === image.digest)) return "of another image";
	if (!(provenance.repositoryId !== void 0 && provenance.repositoryId === repositoryId) && pageOf(repository) !== pageOf(page)) return PAGE.test(repository) ? `of repository ${repository}` : "of another repository";
	if (event.startsWith("pull_request")) return "for a pull request";
	if (event === "issue_comment") return "for a comment";
	const found = ownSources(provenance, page);
	if (found.length === 0) return "of no commit";
	for (const source of found) {
		const { commit } = source;
		if (!FULL_SHA.test(commit)) return "of what is no commit";
		if (commit !== sha && !await isOfTrunk(source)) return `of commit ${shortSha(commit)}`;
	}
	return;
	async function isOfTrunk({ page: of, commit }) {
		if (!looked.has(commit) && looked.size < MOST_COMMITS) looked.set(commit, await placeBefore(github, commit, sha));
		const place = looked.get(commit);
		const isTrunk = pageOf(of) === pageOf(repository) && (ref === `refs/heads/${branch}` || ref.startsWith(`refs/heads/gh-readonly-queue/${branch}/`));
		return place === "found" || place === "too-far-back" && isTrunk;
	}
}
/**
* The commits of this repository. Where the workflow is another repository's, as one that an organization requires, the sources
* name this one. Where none does it is under its old name, which is the workflow's, too.
*/
function ownSources({ sources, repository }, page) {
	const named = (wanted) => sources.filter(({ page: of }) => pageOf(of) === pageOf(wanted));
	const own = named(page);
	return own.length > 0 ? own : named(repository);
}
function leftOut(others, unread) {
	const left = [...others, ...unread.map((why) => `not readable: ${why}`)];
	return left.length === 0 ? "" : ` (another attestation is left out: ${left.join(", ")})`;
}
function someOf(others) {
	const said = [...new Set(others)];
	return `${said.slice(0, 2).join(", ")}${said.length > 2 ? ` and ${said.length - 2} more` : ""}`;
}
function builtElsewhere({ reference }, others) {
	return refusal("image-built-elsewhere", `the image under this commit's tag was built elsewhere (attestation ${someOf(others)}): who pushed it there? Delete it and build the commit again`, reference);
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

// src/deployments/gate.ts
/** Between two looks at checks that have not ended: they take minutes, and each look takes three requests. */
const LOOK_AGAIN_MS = 15e3;
/** Decides whether the commit may be deployed. Throws where something it needs could not be read and nothing else refuses. */
async function runGate(input) {
	const [trunk, facts, image, tree, rules, holding] = await Promise.allSettled([
		placeOnTrunk(input.github, {
			branch: input.branch,
			sha: input.request.sha
		}),
		readFacts(input),
		readImage(input),
		input.checkWorkTree(),
		readRules(input, input.request),
		readHolding(input, input.request)
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
		rules,
		holding
	}));
}
function decide(input, reads) {
	const { trunk, facts, image, tree, rules, holding } = reads;
	const checks = checksOf(input, reads);
	log(input, checks, readOf(image));
	const partial = partialFacts(input, reads);
	const refusal = refusalBy(partial);
	const line = lineOf(reads);
	const isStraight = holding.status === "fulfilled" && goesStraight(holding.value, line);
	if (refusal !== void 0) return {
		verdict: refusal,
		image: readOf(image),
		isStraight
	};
	for (const read of [
		trunk,
		facts,
		tree,
		image,
		rules,
		holding
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
		image: readOf(image),
		isStraight
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
	const [image, rules, holding] = await Promise.allSettled([
		again(),
		readRules(input, input.request),
		readHolding(input, input.request)
	]);
	return {
		...reads,
		image,
		rules,
		holding
	};
}
async function readImage({ lookUpImage, github, request, branch, page, log }) {
	const image = await lookUpImage();
	const required = request.environment.imageAttestation === "required";
	const owner = {
		github,
		sha: request.sha,
		branch,
		page,
		log,
		required
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
	const ownRun = isLocalRun(runId) ? {} : { runId };
	return readChecks(github, {
		sha,
		branch,
		...ownRun,
		policy: environment.checks,
		pause
	});
}
function partialFacts(input, reads) {
	const { request, branch, clock } = input;
	const place = readOf(reads.trunk);
	const checks = checksOf(input, reads);
	const [read, holding] = [readOf(reads.rules), readOf(reads.holding)];
	const line = lineOf(reads);
	const rules = read === void 0 || holding === void 0 ? void 0 : [...ruleFindings(request.environment.rules, ruleFacts(read, request, line, clock.now())), ...holdingFindings(holding, request, line)];
	return {
		sha: request.sha,
		branch,
		others: othersOf(reads),
		force: request.payload?.force?.reason,
		...place === void 0 ? {} : { trunk: place },
		...checks === void 0 ? {} : { checks },
		...rules === void 0 ? {} : { rules }
	};
}
/** From the head of the branch to the commit; empty where that is not known. */
function lineOf({ trunk }) {
	const place = readOf(trunk);
	return place?.kind === "found" ? place.line : [];
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

// src/delivery/release/job-environment.ts
/** The job has the secrets, and passed the protection rules, of the environment it names; the record may name another. */
function refuseOtherEnvironment(job, asked) {
	if (job === void 0 || job.toLowerCase() === asked.toLowerCase()) return;
	const text = `the deployment is for '${asked}', but this job runs in the environment '${job}': run it with environment '${asked}'`;
	throw new UserError("environment-mismatch", text);
}

// src/delivery/release/staging/held-source.ts
/**
* The record of a deployment that is held; undefined where it is lost. Throws `nothing-held` (refused) only where neither the records
* nor the workloads themselves hold it, and `still-held` where that cannot be seen.
*/
async function heldRecord(keeper, deploymentId) {
	const { earlier } = keeper;
	const found = earlier.heldOf(deploymentId);
	if (found !== void 0 || earlier.isLost(deploymentId)) return found;
	const live = await keeper.heldLive(deploymentId);
	if (live === void 0) {
		const text = `whether the cluster holds deployment ${deploymentId} cannot be seen: the credentials cannot list Deployments and StatefulSets; it stays held`;
		throw new UserError("still-held", text);
	}
	if (live.length > 0) return earlier.newestOf(deploymentId);
	const { held } = earlier;
	const other = held === void 0 ? "" : `: deployment ${held.deploymentId} is`;
	throw new UserError("nothing-held", `the cluster does not hold deployment ${deploymentId}${other}`);
}
/** Goes on with the release of a deployment that is held. Throws as `heldRecord`, and `hold-broken` where its record is of no use. */
async function heldRelease(keeper, deploymentId) {
	const held = await heldRecord(keeper, deploymentId);
	if (!keeper.keeps) {
		const text = `the release record of deployment ${deploymentId} in the cluster cannot be read now: it stays held; promote it again`;
		throw new UserError("still-held", text);
	}
	const record = keeper.earlier.earlierOf(deploymentId);
	if (held?.hold === void 0 || record === void 0) {
		const text = `the release record of deployment ${deploymentId} in the cluster ${held === void 0 ? "is lost" : "cannot be used"}: abort it, and deploy the commit again`;
		throw new UserError("hold-broken", text);
	}
	keeper.resume(held, record);
	return {
		set: {
			manifests: record.objects.filter(({ object }) => stageOf(object) !== "jobs-before").map(({ object, file, line }) => ({
				object,
				file,
				line
			})),
			warnings: []
		},
		hold: held.hold
	};
}
/** The objects of what is held, with that day's values of its Secrets. Throws as `heldRelease`, and where its time is up. */
function fromHeld(deploymentId, mask) {
	return async (opening, { cluster }) => {
		const { set, hold } = await heldRelease(await opening, deploymentId);
		if (isHoldExpired(hold, cluster.clock.now())) throw new UserError("hold-expired", `its time was up at ${hold.until}: abort it, and deploy the commit again`);
		mask(secretValues(set));
		return {
			set,
			held: hold
		};
	};
}

// src/delivery/release/staging/abort-held.ts
/**
* Aborts a deployment that is held: what was live before is applied again, without what held it, and followed; its pods have been
* there all the time. A release record that is lost is no obstacle. `by`: who asked; empty where that is not known. Throws
* `nothing-held` (refused) where the cluster does not hold it, and `still-held` where nothing could be applied again.
*/
async function abortHeld(it, by, progress) {
	const { key, policy, stableForMs, log, signal, state, releases, limit } = it;
	const cluster = await connected(it);
	const hold = await it.hold(cluster);
	try {
		const keeper = await ReleaseKeeper.open(cluster, {
			...releases,
			key,
			isHeld: hold !== void 0,
			signal: limit,
			stop: signal,
			notice: (finding) => notice(log, progress, finding)
		});
		const { deploymentId } = progress;
		const held = await heldRecord(keeper, deploymentId);
		const record = keeper.earlier.earlierOf(deploymentId);
		if (held !== void 0) keeper.resume(held, record);
		releases.mask(secretValues({
			manifests: record?.objects ?? [],
			warnings: []
		}));
		const at = held?.hold;
		await it.look();
		await it.refuseLocked();
		const place = at === void 0 ? "" : ` at ${at.ready} of ${at.pods} pods`;
		const text = `aborted${by === "" ? "" : ` by ${by}`}${place}`;
		await keeper.goOn();
		const restoring = {
			key,
			keeper,
			hold,
			policy,
			orders: {
				...releases,
				onTouch: () => {
					progress.touched = true;
					state.save("touched", "true");
				}
			},
			stableForMs,
			log,
			signal,
			state
		};
		progress.stage = at;
		await restoreLive(restoring, {
			reason: "aborted",
			text
		}, progress).catch(async (thrown) => {
			if (!progress.touched) await keeper.heldAgain();
			throw thrown;
		});
		return await endOf(keeper, {
			text,
			signal
		}, progress);
	} finally {
		await hold?.release();
	}
}
/** Writes to the record of what was held what became of it, and gives the end of the deployment. */
async function endOf(keeper, { text, signal }, { deploymentId, restore, touched }) {
	const end = {
		state: "failed",
		outcome: "cancelled",
		reason: "aborted"
	};
	if (restore?.kind === "none" || restore === void 0) {
		const said = `it cannot be aborted: ${restore?.text ?? "there is nothing to restore"}`;
		if ((await keeper.heldLive(deploymentId, signal))?.length === 0) {
			await keeper.end({
				...end,
				reason: "hold-broken"
			});
			throw new UserError("hold-broken", `${said}, and no workload is held: deploy the commit that should be live`);
		}
		await keeper.heldAgain();
		throw new UserError("still-held", `${said}; it stays held: abort it again, or deploy all at once the commit that should be live`);
	}
	if (!touched) await keeper.heldAgain();
	else await keeper.end({
		...end,
		...restore.kind === "restored" ? { undone: true } : {}
	});
	return {
		outcome: restore.kind === "restored" || restore.kind === "stopped" ? "cancelled" : "failed",
		reason: "aborted",
		text,
		findings: []
	};
}

// src/delivery/release/deployment-run.ts
/** A look is good for so long: a round trip before every apply costs more than it finds. */
const LOOK_GOOD_FOR_MS = 3e4;
/** One run of one deployment; its steps in the order they are taken. */
var DeploymentRun = class {
	#parts;
	#progress;
	#statuses;
	#reports;
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
		this.#statuses = stepStatuses(requested.deployment.id, context, effects);
		const [progress, statuses] = [this.#progress, this.#statuses];
		this.#reports = new StepReports({
			...parts,
			progress,
			statuses,
			message: () => this.#begun.message
		});
		this.#end = new DeploymentEnd({
			...parts,
			progress,
			statuses
		});
	}
	async toItsEnd() {
		const { requested, context, effects, github } = this.#parts;
		let ending;
		try {
			const onOurs = () => {
				this.#isOurs = true;
			};
			const how = this.#parts.settings.continues;
			const claimed = await claimDeployment(github, requested, context, {
				how,
				onOurs
			});
			if (claimed.kind === "left-alone") {
				forgetDeployment(effects.state);
				return claimed;
			}
			keepClaim(effects.state, requested.deployment.id, {
				...context,
				...claimed
			});
			effects.state.save("begun", "true");
			this.#begun.held = claimed.held;
			this.#begun.left = claimed.left;
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
		return this.#end.write(this.#withWaysOut(endingAfterRestore(ending, this.#progress.restore)), this.#begun);
	}
	#withWaysOut(ending) {
		const { request } = this.#begun;
		if (ending.reason !== "held-by-other" || request === void 0) return ending;
		const { service, sha, environment, deployment } = request;
		const lines = heldLines({
			service,
			sha,
			task: deployment.task,
			environment: environment.name
		});
		return {
			...ending,
			findings: [...ending.findings, ...lines]
		};
	}
	async #deploy(request) {
		const { settings, context, effects, github, limit } = this.#parts;
		const progress = this.#progress;
		const environment = request.environment.name;
		progress.commit = request.sha;
		progress.requester = request.requester.login;
		progress.service = request.service;
		progress.environment = environment;
		effects.masks.exempt(request.service, environment);
		if (!settings.dryRun) this.#begun.message = openDeploymentMessage(request, github, context, effects);
		refuseOtherEnvironment(settings.environment, environment);
		effects.log.info(`Deployment ${progress.deploymentId}: ${request.service} ${request.sha} to ${environment}, requested by ${progress.requester}`);
		return whileConnecting({
			temp: context.temp,
			effects,
			limit
		}, (connecting, folder) => this.#throughTheSteps(request, folder, connecting));
	}
	async #throughTheSteps(request, folder, connecting) {
		const { settings, context, effects, started, deadline, limit } = this.#parts;
		const { log, clock, signal, state, masks } = effects;
		const { runId, attempt, logUrl } = context;
		const { sha } = request;
		const key = {
			service: request.service,
			environment: request.environment.name
		};
		const how = settings.continues;
		const ready = how === void 0 ? await this.#checkedAndRendered(request, folder) : await this.#goingOn(request, how);
		if ("outcome" in ready) return ready;
		const { source, image, staging } = ready;
		const remainingMs = () => deadline.remaining();
		const { rollout: policy, releases } = request.environment;
		const planning = {
			connecting,
			source,
			key,
			policy,
			log,
			limit,
			signal,
			staging,
			releases: {
				policy: releases,
				mask: (values) => masks.addAll(values),
				about: {
					commit: sha,
					image,
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
		if (settings.dryRun) return this.#reports.step("preflight", () => planOnly(planning, this.#progress));
		const { onFailed, onRestoring, onFailing, step } = this.#reports.orders;
		const orders = {
			...planning,
			remainingMs,
			state,
			extend: (ms) => deadline.extend(ms),
			stableForMs: settings.stableForMs,
			releases: {
				...planning.releases,
				restoreMs: settings.timeoutMs,
				onFailed,
				onRestoring,
				lastGoodAfter: (after, by) => lastGoodAfter(effects.connectGitHub(by, STEP_RETRY_LIMITS), request, after)
			},
			look: () => this.#look(),
			refuseLocked: ready.refuse,
			hold: (cluster) => holdEnvironment(cluster, {
				key,
				log,
				limit,
				whenHeld: request.environment.whenHeld,
				me: {
					deploymentId: how === void 0 ? this.#progress.deploymentId : 0,
					runId,
					attempt,
					logUrl
				},
				onWait: (text) => this.#reports.say(text),
				onUnavailable: (finding) => {
					this.#progress.warnings.push(finding);
					log.notice(finding.text);
				}
			}),
			onFailing,
			step
		};
		if (how === "abort") return abortHeld(orders, ready.by, this.#progress);
		const result = await applyAndFollow(orders, this.#progress);
		const { held } = this.#progress;
		if (held !== void 0) return heldEnding(held.hold, held.watchedMs);
		const ending = endingOfRollout(result, clock.now() - started);
		return request.atOnce === true && ending.outcome === "success" ? {
			...ending,
			after: "all at once, as asked"
		} : ending;
	}
	/** The gate, and the templates of the commit. */
	async #checkedAndRendered(request, folder) {
		const { settings, context, effects, github, requested, deadline, limit } = this.#parts;
		const { log, clock, masks } = effects;
		const { runId, startedBy } = context;
		const { sha } = request;
		const { strategy } = request.environment;
		const key = {
			service: request.service,
			environment: request.environment.name
		};
		const paths = manifestPaths(settings, key, context.workspace);
		const locks = effects.locks(github);
		let line = [];
		const { verdict, image, isStraight } = await this.#reports.step("gate", async () => runGate({
			github,
			request,
			branch: await requested.branch,
			runId,
			page: context.page,
			lookUpImage: () => effects.lookUpImage(sha, limit),
			checkWorkTree: () => effects.checkWorkTree(sha, paths, limit),
			locks,
			startedBy,
			clock,
			pause: (ms) => clock.sleep(ms, limit),
			onWait: (text) => this.#reports.say(waitingText("gate", masks.redact(text))),
			onPause: (ms) => deadline.extend(ms),
			log,
			onTrunkRead: (read) => {
				line = read;
				this.#begun.message?.onTrunkRead(read);
			}
		}));
		if (verdict.kind !== "allow" || image === void 0) return endingOfVerdict(verdict);
		const { forced } = verdict;
		if (forced !== void 0) warn(log, this.#progress, [{
			reason: "deployment-forced",
			text: verdict.text
		}]);
		this.#progress.image = image.reference;
		const deploy = {
			commit: sha,
			image: image.reference,
			...key,
			id: this.#progress.deploymentId
		};
		const set = await this.#reports.step("render", () => effects.render({
			paths,
			folder,
			deploy
		}, limit));
		const goesOverHold = isStraight || strategy.staging === void 0 || request.payload?.verb === "rollback";
		return {
			source: fromTemplates(set, {
				key,
				strategy
			}),
			image: image.reference,
			by: "",
			staging: {
				staging: goesOverHold ? void 0 : strategy.staging,
				goesOverHold
			},
			refuse: async () => {
				await Promise.all([refuseLocked({
					github,
					locks,
					startedBy
				}, request), refuseHeld({
					github,
					log,
					clock
				}, request, line)]);
			}
		};
	}
	/** What is held, as the cluster has kept it: what was looked at is what goes out. */
	async #goingOn(request, how) {
		const { context, effects, github, requested } = this.#parts;
		const { log, clock, masks } = effects;
		const { startedBy } = context;
		const asker = askerOf(request, startedBy, how, await requested.statuses);
		const tools = {
			github,
			log,
			clock,
			locks: effects.locks(github),
			startedBy
		};
		const refuse = () => refuseContinuation(how, request, asker, tools);
		this.#reports.say(continuingText(how, this.#begun.held ?? "", asker.by));
		await refuse();
		return {
			source: fromHeld(this.#progress.deploymentId, (values) => masks.addAll(values)),
			image: "",
			by: asker.by,
			staging: {
				staging: request.environment.strategy.staging,
				goesOverHold: false
			},
			refuse
		};
	}
	/** Whether the deployment is still this run's, now that others can see that it has it. */
	async #look() {
		const { github, requested, context, effects } = this.#parts;
		if (effects.clock.now() - this.#lookedAt < LOOK_GOOD_FOR_MS) return;
		await this.#statuses.claimed();
		const lost = await lookAgain(github, requested.deployment.id, context, this.#begun.seen);
		if (lost !== void 0) throw new DeploymentLost(lost);
	}
};
function stackOf(thrown) {
	return thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown);
}

export { DeploymentRun };