import { c as UserError, r as cut, u as messageOf } from "./time-system-clock.js";
import { n as fieldOf, t as asRecord } from "./text-json.js";
import { a as parseDuration, n as HOUR, r as MINUTE, t as DAY } from "./time-duration.js";
import { a as isDoubtful } from "./github-failure.js";
import { t as counted$1 } from "./text-counted.js";
import { n as heldStage, t as continuingText } from "./domain-claims-held-status.js";
import { n as shortSha, t as fullSha } from "./domain-sha.js";
import { n as endingOfStatus, s as statusText } from "./domain-deployment-status-text.js";
import { t as canonicalName } from "./text-canonical-name.js";
import { a as isOwner, c as reasonProblem, d as lockName, f as lockNamesFor, i as isLink, l as shownRef, n as isClaim, p as scopeText, r as isExpired, t as LONGEST_LINK, u as unwritable } from "./domain-lock-held-lock.js";
import { i as lockWords, n as decideUnlock, r as lockInTheWay, t as decideLock } from "./domain-lock-decide.js";
import { t as ownerAndName } from "./github-repository.js";
import { r as wholeList } from "./github-pages.js";
import { i as readLogin, r as lockRefsOf } from "./github-locks-git-locks.js";
import { s as DURATION_WORDS } from "./policy-strategy.js";
import { a as isGood, d as attemptOf, f as claimsIn, g as isRest, h as isEnd, i as goodSince, n as deploymentsOf, p as heldIn, r as goodDeployments, t as badEnd, u as taskOf } from "./domain-history-deployments.js";
import { r as suggestion, t as didYouMean } from "./text-suggestion.js";
import { n as parsePolicy, o as ROLES, s as lockPlace } from "./policy-policy.js";
import { t as POLICY_FILE } from "./policy-policy-file.js";
import { i as isOurs, r as isListed } from "./domain-deployment-origin.js";
import { n as writePayload, t as readPayload } from "./domain-deployment-payload.js";
import { i as requesterOf } from "./domain-deployment-run-ownership.js";
import { n as readPolicyText, t as policyMissing } from "./github-contents.js";
import { a as listStatuses, i as getDeployment, t as createStatus } from "./github-deployments.js";
import { o as Budget, t as askParts } from "./github-graphql-parts.js";
import { i as unlockText } from "./domain-lock-lock-command.js";
import { n as heldLines } from "./domain-deployment-deploy-line.js";
import { o as firstOfRequest, s as isSameKey } from "./github-checks-workflow-runs.js";
import { n as recentDeployments, t as createDeployment } from "./github-create-deployment.js";
import { n as heldEnd, r as lastEnd } from "./domain-deployment-last-end.js";
import { c as commandText, l as pastDeployments, o as refuseOptions } from "./commands-view-view-of.js";
import { d as historyPart, f as FirstParentWalk, g as positionsOn, h as liveOn, l as HISTORY } from "./github-history-objects.js";
import { t as judgeChecks } from "./domain-checks-judge.js";
import { a as readServicePaths, c as takenOutBy, d as readDeployments, f as readUntil, g as valueFor, h as readDetails, i as readWaitingRuns, l as readLines, m as readPushTimes, n as opened, o as mergeTimes, p as readLineTimes, t as undoneCommits, u as newReadings } from "./domain-history-reverts.js";
import { n as headPart, t as HEADS } from "./github-scan-heads.js";
import { n as USAGE, r as VERBS, t as LIMITS } from "./commands-command.js";
import { n as ruleFindings, r as readRole, t as lockFindings } from "./domain-deployment-deploy-rules.js";
import { a as readWorkflowsOf, c as dispatchWorkflow, i as readTokenAndWorkflows, l as wayOn, n as readRun, r as readStartedRuns, t as readRejection } from "./github-deployment-runs.js";
import { i as asksIn, n as askedNow, r as askedUrl } from "./domain-claims-asked.js";
import { n as openDeployments } from "./domain-run-title.js";
import { a as readChecks, i as placeOnTrunk, n as refusalBy, r as verdictOf } from "./domain-deployment-verdict.js";
import { t as dashboardUrl } from "./domain-dashboard.js";
import { t as trainOf } from "./domain-history-train.js";
import { n as runsOf, t as judgeOpen } from "./domain-deployment-open-deployment.js";
import { n as heldFindings, r as holdingOf } from "./domain-history-holding.js";
import { randomUUID } from "node:crypto";

// src/commands/locks/after-answer.ts
/** Does what waited until the answer was shown. What becomes of it changes nothing about the answer: a fault is reported, a stop ends it. */
async function afterAnswer(works, { log, isStopped }) {
	for (const work of works) {
		if (isStopped()) return;
		try {
			await work();
		} catch (thrown) {
			if (!isStopped()) log.notice(`After the answer, locks that are over were not removed: ${messageOf(thrown)}`);
		}
	}
}

// src/github/scan/one-repository.ts
/**
* Reads one repository for a person who waits for it: whatever can be read of it, while a scan of many leaves out the whole of
* one that has a problem. Throws a `UserError` where not even its head and its policy can be read.
*/
async function readOneRepository(tools, request) {
	const draft = await openRepository(tools, request);
	if (!("question" in draft)) return {
		facts: draft,
		unread: []
	};
	const unread = [];
	const drafts = [draft];
	const read = async (part, reading) => {
		const value = await reading;
		const { problem } = draft;
		if (problem !== void 0) unread.push({
			part,
			finding: problem.finding
		});
		draft.problem = void 0;
		return value;
	};
	await read("deployments", readDeployments(tools, drafts));
	if (unread.length > 0) draft.environments.clear();
	await read("approvals", readWaitingRuns(tools, drafts));
	await read("commits", readLines(tools, drafts));
	await read("paths", readServicePaths(tools, drafts));
	const suiteTimes = await read("checks", readDetails(tools, drafts));
	await read("times", readPushTimes(tools, drafts, suiteTimes));
	return {
		facts: factsOf$1(draft),
		unread
	};
}
/** The head of a repository and the policy there: one query, of one point. Throws a `UserError` where they cannot be read. */
async function readRepositoryHead(tools, repository) {
	const part = headPart(repository);
	const answer = (await askParts(tools, HEADS, [part])).get(part);
	if (answer?.kind === "read") return answer.value;
	throw refusal(answer?.finding);
}
/**
* Reads the head and the policy of a repository, and what is to be asked about it. Of one that is closed nothing is asked:
* then these are its facts. Throws a `UserError` where they cannot be read.
*/
async function openRepository(tools, { repository, head, questionOf }) {
	const draft = opened(repository, head ?? await readRepositoryHead(tools, repository), { questionOf });
	if ("question" in draft) return draft;
	if (draft.kind === "read") return draft.facts;
	throw refusal(draft.finding);
}
function factsOf$1({ head, environments, line, unmatched }) {
	return {
		head,
		environments,
		line,
		unmatched
	};
}
function refusal(finding) {
	return new UserError(finding?.reason ?? "github-unreachable", finding?.text ?? "GitHub did not answer");
}

// src/commands/grammar/known-names.ts
/** A name as the policy spells it; undefined where it has none. */
function knownName(names, name) {
	return names.find((one) => canonicalName(one) === canonicalName(name));
}
function hasName(names, name) {
	return knownName(names, name) !== void 0;
}

// src/commands/grammar/words.ts
const LONGEST = 31 * DAY;
/** Of a SHA: fewer digits name too many commits. */
const FEWEST_DIGITS = 7;
function invalid(text) {
	return new UserError("command-invalid", text);
}
/** `[limit]`. */
function limitOf(word, verb) {
	if (word === void 0) return LIMITS.usual;
	if (!isNumber(word)) throw invalid(`'${word}' is no number: ${USAGE[verb]}`);
	const limit = Number(word);
	if (limit > LIMITS.most) throw invalid(`${verb} shows at most ${LIMITS.most}, not ${word}`);
	if (limit < 1) throw invalid(`${verb} shows at least 1, not ${word}`);
	return limit;
}
function isNumber(word) {
	return /^\d{1,9}$/.test(word);
}
function isSha(word) {
	return /^[0-9a-f]{7,40}$/i.test(word);
}
/** `[sha]` as the first of these words; `rest` is what follows. */
function shaWord(words) {
	const [first, ...rest] = words;
	if (first === void 0) return {
		sha: void 0,
		rest: []
	};
	if (isSha(first)) return {
		sha: first.toLowerCase(),
		rest
	};
	if (/^(?=.*[a-f])(?=.*\d)[0-9a-f]{4,}$/i.test(first)) throw invalid(`'${first}' has ${first.length} digits: write ${FEWEST_DIGITS} to 40 of the commit's SHA`);
	return {
		sha: void 0,
		rest: words
	};
}
/** `[for 2h]`. */
function timeWords(words) {
	if (words[0]?.toLowerCase() !== "for") return {
		lasts: void 0,
		rest: words
	};
	const time = words[1] ?? "";
	const lasts = /^[1-9]/.test(time) ? parseDuration(time, [
		"m",
		"h",
		"d"
	]) : void 0;
	if (lasts === void 0) throw invalid(`'for ${time}' is no time: ${DURATION_WORDS}; a reason that begins with 'for' goes after --reason`);
	if (lasts > LONGEST) throw invalid(`a lock lasts at most 31d, not ${time}`);
	return {
		lasts,
		rest: words.slice(2)
	};
}
/**
* `[reason]`: all words that are left, or an option. The first word must not be one that stands elsewhere in the grammar: a
* command whose words are in another order would do something else than was meant.
*/
function reasonOf(words, option, known) {
	const [first = ""] = words;
	const said = words.join(" ");
	if (said !== "" && option !== void 0) throw invalid("the reason is given twice: as words and with --reason");
	const taken = first === "" ? void 0 : takenFor(first, known);
	if (taken !== void 0) throw invalid(`'${first}' ${taken}; a reason that begins with it goes after --reason`);
	const reason = (option ?? said).trim();
	refuseReason(reason);
	return reason;
}
/** Throws a `UserError` for a reason that cannot be kept. */
function refuseReason(reason) {
	const problem = reasonProblem(reason);
	if (problem !== void 0) throw invalid(`the reason cannot be kept: ${problem}`);
}
function takenFor(word, known) {
	if (hasName(known.services, word)) return "is a service, which stands before the environment";
	if (word === "all" || hasName(known.environments, word)) return "is an environment, and one is named already";
	if (/^\d+(?:[mhdsw]|min|mins|minutes?|hrs?|hours?|days?|weeks?)$/i.test(word)) return "is a time, which is written 'for 2h'";
	return /^(?:until|till|til)$/i.test(word) ? "is no word of the grammar: a time is written 'for 2h'" : void 0;
}
function refuseRest([first], verb) {
	if (first !== void 0) throw invalid(`'${first}' is not expected: ${USAGE[verb]}`);
}

// src/commands/grammar/target.ts
const ALL = "all";
/** Reads `[service] <environment|all>`. Throws a `UserError` where it is not clear. */
function readScope(words, options, known) {
	const { service, environment, rest } = readTarget(words, options, known, {
		all: true,
		freeText: true
	});
	if (service === void 0 && known.locks.repository !== void 0 && options.shared !== true) {
		const what = environment === void 0 ? "everything" : environment;
		throw invalid(`the locks are in ${known.locks.repository}, which others share: name the service, or add --shared to mean ${what} of all of them`);
	}
	return {
		scope: {
			service,
			environment
		},
		rest
	};
}
/** Reads `[service] <environment>`: where there is one service, it need not be named. */
function readKey(words, options, known, { freeText }) {
	const { service, environment, rest } = readTarget(words, options, known, {
		all: false,
		freeText
	});
	if (environment === void 0) throw invalid(`'${ALL}' is no environment: name one${list(known.environments)}`);
	const [only, ...others] = known.services;
	const found = service ?? (others.length === 0 ? only : void 0);
	if (found === void 0) throw invalid(`name the service before '${environment}'${list(known.services)}`);
	return {
		service: found,
		environment,
		rest
	};
}
/** `freeText`: words of any kind may follow the environment. */
function readTarget(words, options, known, form) {
	const { service, environment, rest } = options.environment === void 0 ? fromWords(words, options.service, known, form) : serviceWord(words, options, known);
	return {
		service: service === void 0 ? void 0 : nameIn(service, known.services, "service"),
		environment: environment === void 0 ? void 0 : nameIn(environment, known.environments, "environment"),
		rest
	};
}
/** With `--environment` a service may still be a word. */
function serviceWord(words, { service, environment }, { services }) {
	const [first, ...others] = words;
	return service === void 0 && first !== void 0 && hasName(services, first) ? {
		service: first,
		environment,
		rest: others
	} : {
		service,
		environment,
		rest: words
	};
}
function fromWords(words, service, { services, environments }, { all, freeText }) {
	const [first, second, ...others] = words;
	const orAll = all ? `, or '${ALL}'` : "";
	if (first === void 0) throw invalid(`name an environment${orAll}${list(environments)}`);
	if (service !== void 0) return {
		service,
		environment: environmentOf(first, environments),
		rest: words.slice(1)
	};
	const isService = hasName(services, first);
	const isEnvironment = first === ALL || hasName(environments, first);
	const isSecond = second !== void 0 && (second === ALL || hasName(environments, second));
	if (isService && isEnvironment && isSecond && freeText) throw invalid(`'${first}' is a service and an environment: write --service ${first}, or --environment ${first}`);
	if (isService && (!isEnvironment || isSecond)) {
		if (second === void 0) throw invalid(`name an environment after '${first}'${orAll}${list(environments)}`);
		return {
			service: first,
			environment: environmentOf(second, environments),
			rest: others
		};
	}
	if (!isEnvironment) {
		const several = services.length > 1 ? services : [];
		const near = suggestion(first, [
			...all ? [ALL] : [],
			...environments,
			...several
		]);
		throw invalid(`'${first}' is no environment of the policy${near}`);
	}
	return {
		service: void 0,
		environment: environmentOf(first, environments),
		rest: words.slice(1)
	};
}
/** Undefined for `all`, which must not be the name of one as well. */
function environmentOf(word, environments) {
	if (word !== ALL) return word;
	if (!hasName(environments, ALL)) return void 0;
	throw invalid(`'all' is an environment of the policy: write --environment all to mean that one`);
}
/** A name as the policy spells it. Throws a `UserError` where it has none. */
function nameIn(name, names, what) {
	const found = knownName(names, name);
	if (found !== void 0) return found;
	throw invalid(`'${name}' is no ${what} of the policy${suggestion(name, names)}`);
}
function list(names) {
	return ` (known: ${names.join(", ")})`;
}

// src/commands/grammar/filter.ts
/** Reads `[service]` or `[service] [environment]`; what follows is a number. Throws a `UserError` where it is not clear. */
function readFilter(words, options, known, { hasEnvironment }) {
	let rest = words;
	let { service, environment } = options;
	const [first = "", second = ""] = words;
	const isService = hasName(known.services, first);
	const isEnvironment = hasEnvironment && hasName(known.environments, first);
	const isNext = hasEnvironment ? hasName(known.environments, second) || isNumber(second) : isNumber(second);
	if (service === void 0 && isService) {
		if (isNumber(first) && !isNext) throw invalid(`'${first}' is a service and a number: write --service ${first}`);
		if (isEnvironment && environment === void 0 && !hasName(known.environments, second)) throw invalid(`'${first}' is a service and an environment: write --service ${first}, or --environment ${first}`);
		service = first;
		rest = rest.slice(1);
	}
	const [next] = rest;
	if (hasEnvironment && environment === void 0 && next !== void 0 && hasName(known.environments, next)) {
		environment = next;
		rest = rest.slice(1);
	}
	const [left] = rest;
	if (left !== void 0 && !isNumber(left)) throw strange(left, known, {
		hasEnvironment,
		isNamed: service !== void 0
	});
	return {
		service: service === void 0 ? void 0 : nameIn(service, known.services, "service"),
		environment: environment === void 0 ? void 0 : nameIn(environment, known.environments, "environment"),
		rest
	};
}
function strange(word, known, { hasEnvironment, isNamed }) {
	if (!hasEnvironment && hasName(known.environments, word)) return invalid(`'${word}' is an environment: status shows all of them`);
	if (hasName(known.services, word)) return invalid(`the service '${word}' stands first`);
	const names = [...isNamed ? [] : known.services, ...hasEnvironment ? known.environments : []];
	const what = [
		...isNamed ? [] : ["no service"],
		...hasEnvironment ? ["no environment"] : [],
		"no number"
	];
	return invalid(`'${word}' is ${what.join(" and ")}${suggestion(word, names)}`);
}

// src/commands/grammar/order.ts
/** The places of the grammar, in their order. */
const PLACES = [
	"service",
	"environment",
	"end"
];
/**
* The same command with its words in the order of the grammar: `unlock production hello` becomes `unlock hello production`.
* Undefined where they are in order, or where it is not clear what each of them is.
*/
function reordered(verb, words, known) {
	const places = words.map((word) => placeOf(word, known));
	const end = places.indexOf(void 0);
	const count = end < 0 ? words.length : end;
	const first = places.slice(0, count);
	if (new Set(first).size < count || count < 2) return void 0;
	const sorted = PLACES.flatMap((place) => first.includes(place) ? [words[first.indexOf(place)] ?? ""] : []);
	if (sorted.every((word, index) => word === words[index])) return void 0;
	return commandText([
		verb,
		...sorted,
		...words.slice(count)
	]);
}
function placeOf(word, { services, environments }) {
	const isService = hasName(services, word);
	const isEnvironment = word === "all" || hasName(environments, word);
	if (isService && isEnvironment) return void 0;
	if (isService) return "service";
	if (isEnvironment) return "environment";
	return isNumber(word) || isSha(word) ? "end" : void 0;
}

// src/commands/grammar/command-words.ts
/**
* The verb of a command, before anything is read for it; `own`: those of the door alone. Throws a `UserError` for none, and for
* one that does not exist.
*/
function verbOf([verb], own = []) {
	const verbs = [...VERBS, ...own];
	const found = verbs.find((one) => one === verb?.toLowerCase());
	if (found !== void 0) return found;
	const known = verbs.join(", ");
	if (verb === void 0) throw invalid(`no command is given (known: ${known})`);
	throw invalid(`'${verb}' is no command${didYouMean(verb, verbs) || ` (known: ${known})`}`);
}
/** Reads a command. Throws a `UserError` (`command-invalid`) for whatever the grammar does not have. */
function readCommand({ verb, words: given, options }, known) {
	refuseOptions(options, verb);
	const words = withoutRepository(given, known);
	try {
		return READERS[verb](words, options, known);
	} catch (thrown) {
		const meant = thrown instanceof UserError ? reordered(verb, words, known) : void 0;
		if (meant === void 0 || !(thrown instanceof UserError)) throw thrown;
		const [text = ""] = thrown.message.split(/ \((?:did you mean|known:)/);
		throw new UserError("command-invalid", `${text} (did you mean '${meant}'?)`, { cause: thrown });
	}
}
const READERS = {
	status: (words, options, known) => {
		const { service, rest } = readFilter(words, options, known, { hasEnvironment: false });
		refuseRest(rest.slice(1), "status");
		return {
			verb: "status",
			service,
			limit: limitOf(rest[0], "status")
		};
	},
	history: (words, options, known) => {
		const { service, environment, rest } = readFilter(words, options, known, { hasEnvironment: true });
		refuseRest(rest.slice(1), "history");
		const { counts = false } = options;
		if (counts && rest.length > 0) throw invalid(`'${rest[0]}' is not expected: --counts shows no list`);
		return {
			verb: "history",
			service,
			environment,
			limit: limitOf(rest[0], "history"),
			counts
		};
	},
	deploy: (words, options, known) => {
		const { service, environment, rest: after } = readKey(words, options, known, { freeText: false });
		const { sha, rest } = shaWord(after);
		if (sha === void 0 && rest[0] !== void 0) throw noCommit(rest[0], options);
		refuseRest(rest, "deploy");
		const force = options.force?.trim();
		if (force !== void 0) refuseReason(force);
		return {
			verb: "deploy",
			service,
			environment,
			sha,
			force,
			...options["all-at-once"] === true ? { allAtOnce: true } : {}
		};
	},
	rollback: (words, options, known) => {
		const { service, environment, rest: after } = readKey(words, options, known, { freeText: true });
		const { sha, rest } = shaWord(after);
		return {
			verb: "rollback",
			service,
			environment,
			sha,
			reason: reasonOf(rest, options.reason, known)
		};
	},
	promote: (words, options, known) => continueWords("promote", words, options, known),
	abort: (words, options, known) => continueWords("abort", words, options, known),
	lock: (words, options, known) => {
		const { scope, rest: after } = readScope(words, options, known);
		const { lasts, rest } = timeWords(after);
		const reason = reasonOf(rest, options.reason, known);
		const { link = "", steal = false } = options;
		const claim = claimOf$1(options);
		if (link !== "" && !isLink(link)) throw invalid(`--link must be an address of http or https, of at most ${LONGEST_LINK} characters`);
		return {
			verb: "lock",
			scope,
			lasts,
			reason,
			link,
			steal,
			claim
		};
	},
	unlock: (words, options, known) => {
		const { scope, rest } = readScope(words, options, known);
		refuseRest(rest, "unlock");
		return {
			verb: "unlock",
			scope,
			steal: options.steal ?? false,
			claim: claimOf$1(options)
		};
	},
	doctor: (words, { probe = false }) => {
		refuseRest(words, "doctor");
		return {
			verb: "doctor",
			probe
		};
	}
};
function continueWords(verb, ...[words, options, known]) {
	const { service, environment, rest } = readKey(words, options, known, { freeText: false });
	refuseRest(rest, verb);
	return {
		verb,
		service,
		environment
	};
}
function claimOf$1({ claim }) {
	if (claim === void 0 || isClaim(claim)) return claim;
	throw invalid("--claim is not one that an answer has named");
}
/** `owner/name` first: a door that serves several repositories needs it, one that serves a single one takes it as well. */
function withoutRepository(words, known) {
	const [first = "", ...rest] = words;
	if (!/^[\w-]+\/[\w.-]+$/.test(first) || hasName(known.environments, first)) return words;
	if (canonicalName(first) === canonicalName(known.repository)) return rest;
	throw invalid(`'${first}' is another repository: commands here are about ${known.repository}`);
}
function noCommit(word, { force }) {
	return invalid(`'${word}' is no commit: write 7 to 40 digits of its SHA${force === void 0 ? "" : "; a reason of several words stands in quotes: --force \"why\""}`);
}

// src/commands/locks/no-locks.ts
/** Where the policy keeps no locks: there are none to read, and nothing can be written. */
const NO_LOCKS = {
	list: async () => ({
		refs: [],
		at: void 0
	}),
	content: async () => ({ kind: "none" }),
	create: refuse,
	replace: refuse,
	remove: refuse
};
async function refuse() {
	throw new UserError("locks-off", "the policy says 'locks: { refs: none }': nothing is locked here");
}

// src/commands/permission.ts
/** The role of a person in the repository, by GitHub's API: what a comment says of its author is not that. */
async function roleOf(github, login, repository) {
	try {
		return await readRole(github, login, repository);
	} catch (thrown) {
		if (thrown instanceof UserError && thrown.reason === "github-not-found") return void 0;
		throw thrown;
	}
}
/** Whether somebody is one of the repository's people at all: others get no answer in it. */
function isStranger(role, { isPublic }) {
	return !isAtLeast(role, isPublic ? "triage" : "read");
}
/**
* Refuses who may not give a command. What changes something needs `write`, as a lock or a deployment by other ways does; per
* environment the policy may ask for more. Throws a `UserError` (`command-not-permitted`).
*/
function refuseUnpermitted(verb, role, asker) {
	const least = [
		"status",
		"history",
		"help"
	].includes(verb) ? asker.isPublic ? "triage" : "read" : "write";
	if (isAtLeast(role, least)) return;
	throw new UserError("command-not-permitted", `'${verb}' needs the role ${least}; ${asker.login} has ${roleText(role)}`);
}
/**
* Locks that another repository keeps hold what is not this one's: the token of a door may write them, and who asks has to be
* let by that repository too. Throws a `UserError` (`command-not-permitted`).
*/
async function refuseSharedLock(github, login, keptIn) {
	const role = await roleOf(github, login, ownerAndName(keptIn));
	if (isAtLeast(role, "write")) return;
	const text = `the locks are kept in ${keptIn}: to change them needs the role write there; ${login} has ${roleText(role)}`;
	throw new UserError("command-not-permitted", text);
}
function roleText(role) {
	return role === void 0 ? "no role" : `the role ${role}`;
}
/** Whether a role is this one, or a higher one. */
function isAtLeast(role, least) {
	return role !== void 0 && ROLES.indexOf(role) >= ROLES.indexOf(least);
}

// src/commands/locks/found.ts
/** Locks that are read at the same time: GitHub asks for fewer than a hundred requests at once, of all that one person does. */
const AT_ONCE = 10;
/** What each ref holds, in their order. One that cannot be read now is unreadable, and no end of the others. */
async function readAll(refs, locks) {
	const all = [];
	for (let first = 0; first < refs.length; first += AT_ONCE) all.push(...await Promise.all(refs.slice(first, first + AT_ONCE).map((ref) => readOne(ref, locks))));
	return all;
}
async function readOne(ref, locks) {
	try {
		return {
			name: ref.name,
			found: await locks.content(ref)
		};
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		return {
			name: ref.name,
			found: {
				kind: "unreadable",
				why: thrown.message
			}
		};
	}
}

// src/commands/facts/kept-locks.ts
/** Reads every lock. Never throws what a user can change: what cannot be read counts as locked, and that is an answer. */
async function readKeptLocks({ locks: store, clock }) {
	try {
		const { refs, at = clock.now() } = await store.list();
		const found = await readAll(refs, store);
		return {
			kind: "read",
			at,
			locks: found.flatMap((one) => one.found.kind === "lock" ? [one.found.lock] : []),
			unreadable: found.flatMap((one) => one.found.kind === "unreadable" ? [{
				name: one.name,
				why: one.found.why
			}] : [])
		};
	} catch (thrown) {
		return {
			kind: "unreadable",
			why: messageOf(thrown)
		};
	}
}
/** The lock that holds a service in an environment, of any person; undefined where none does. */
function lockOn(kept, service, environment) {
	if (kept.kind === "unreadable") return "unreadable";
	return holding(kept, service, environment).find((lock) => !isExpired(lock, kept.at)) ?? (unreadableOf(kept, service, environment) === void 0 ? void 0 : "unreadable");
}
/** What the locks answer to a deployment that `by` asks for by hand: their own do not stop them. */
function lockAnswer(kept, service, environment, by) {
	if (kept.kind === "unreadable") return kept;
	const lock = lockInTheWay(holding(kept, service, environment), kept.at, by === "" ? void 0 : by);
	const unreadable = unreadableOf(kept, service, environment);
	return lock === void 0 && unreadable !== void 0 ? {
		kind: "unreadable",
		why: unreadable
	} : {
		kind: "read",
		lock
	};
}
/** The widest first. */
function holding({ locks }, service, environment) {
	return lockNamesFor(service, environment).flatMap((name) => locks.filter(({ scope }) => lockName(scope) === name));
}
function unreadableOf({ unreadable }, service, environment) {
	const names = lockNamesFor(service, environment);
	return unreadable.find(({ name }) => names.includes(name))?.why;
}

// src/commands/facts/environment-stand.ts
/** Every service that was asked about, in every environment of the policy: environment by environment. */
function environmentStands(stand) {
	const { facts, policy, services } = stand;
	const positions = positionsOn(facts.line ?? { commits: [] });
	const times = mergeTimes(facts.line?.commits ?? []);
	return policy.environments.flatMap((environment) => services.map((service) => {
		const deployments = deploymentsFor(stand, service, environment);
		return {
			service,
			environment,
			deployments,
			train: deployments === void 0 ? void 0 : trainFor$1(stand, service, {
				deployments,
				positions,
				times
			}),
			lock: lockOn(stand.locks, service, environment.name)
		};
	}));
}
function deploymentsFor({ facts, policy, now }, service, { name }) {
	const read = facts.environments.get(name);
	if (read === void 0) return void 0;
	const ours = deploymentsOf(read.deployments, service, policy.services);
	const good = goodDeployments(read.deployments, service, policy.services);
	const [live] = good;
	const newer = live === void 0 ? ours : ours.slice(0, ours.indexOf(live));
	return {
		live,
		good,
		complete: read.complete,
		read: read.deployments.length,
		before: good.find(({ sha }) => sha !== live?.sha),
		open: openDeployments(ours, live, now),
		failed: newer.flatMap((deployment) => failedOf(deployment) ?? [])[0]
	};
}
/** What a newer one replaced, what was only tried and what a person withdrew has ended, and did not fail. */
function failedOf(deployment) {
	const end = badEnd(deployment);
	if (end === void 0 || end.state === "inactive") return void 0;
	return {
		deployment,
		text: end.description === "" ? endingOfStatus(end).text : end.description,
		at: end.createdAt
	};
}
function trainFor$1({ facts: { line } }, service, { deployments: { good, complete }, positions, times }) {
	if (line === void 0 || good.length === 0 && !complete) return void 0;
	const live = liveOn(good, line, positions);
	return {
		live,
		commits: line.commits.slice(0, live.waiting).flatMap((commit, position) => {
			if (commit.notOf?.has(service) === true) return [];
			const takenOut = takenOutBy(position, good, positions);
			return [{
				commit,
				position,
				since: times[position],
				takenOutBy: takenOut
			}];
		}),
		more: live.base === void 0 && line.end !== "root"
	};
}
/** What could not be read, in words, of which the train or the deployments of an environment are missing. */
function missingFrom({ unread }, { deployments, train, environment }) {
	const found = (part) => unread.find((one) => one.part === part)?.finding;
	if (deployments === void 0) return found("deployments") ?? {
		reason: "history-unreadable",
		text: "its deployments could not be read"
	};
	if (train !== void 0) return void 0;
	const text = `no good deployment to ${environment.name} is among the ${deployments.read} newest there, and older ones are not read`;
	return found("commits") ?? {
		reason: "history-unreadable",
		text
	};
}

// src/commands/facts/read-stand.ts
/** Points and requests for one command: far more than it takes, so that one that goes wrong does not use up the hour. */
const BUDGET$1 = 200;
/** Of the commits that wait, so many of the newest are judged: what is to be deployed is seldom further back. */
const JUDGED$1 = 24;
/** Deployments of an environment that the gate looks at where the policy has an order: a status must not say otherwise. */
const FOR_ORDER = 50;
/** Reads the repository, whatever of it can be read. Throws a `UserError` where that is not even its policy. */
async function readStand(ports, request) {
	const { github, clock } = ports;
	const { owner, repo } = github.repository;
	let policy;
	const questionOf = (head) => {
		policy = parsePolicy(head.policyText, { repository: head.repository.split("/")[1] ?? "" });
		return questionBy(policy, request);
	};
	const tools = {
		...ports,
		budget: new Budget(BUDGET$1)
	};
	const [{ facts, unread }, locks] = await Promise.all([readOneRepository(tools, {
		repository: `${owner}/${repo}`,
		head: ports.head,
		questionOf
	}), readKeptLocks(ports)]);
	const { repository, closed } = facts.head;
	if (policy === void 0) throw new UserError("repository-archived", `${repository} is ${closed ?? "closed"}: nothing can be deployed from it`);
	const { login, proof } = request;
	const known = {
		login,
		proof,
		role: void 0,
		unread: void 0
	};
	const asker = asksForRole(policy, login) ? {
		...known,
		...await askerOf(github, request)
	} : known;
	return {
		repository,
		policy,
		facts,
		locks,
		unread,
		asker,
		now: locks.kind === "read" ? locks.at : clock.now(),
		services: request.service === void 0 ? policy.services : [request.service]
	};
}
function questionBy(policy, { service, newest }) {
	const { services, servicePaths, apps, environments } = policy;
	return {
		services,
		apps,
		newest,
		detailed: Math.max(newest, JUDGED$1),
		asksForReviewers: true,
		asked: service === void 0 ? void 0 : [service],
		servicePaths: pathsOf(servicePaths, service),
		asksForRules: environments.some(({ checks }) => checks.count === "required"),
		deployments: environments.some(({ rules }) => rules.order !== void 0) ? FOR_ORDER : void 0,
		environments: environments.map(({ name }) => ({
			name,
			pathsAfter: void 0
		}))
	};
}
function pathsOf(paths, service) {
	return service === void 0 ? paths : new Map([...paths].filter(([name]) => name === service));
}
/** Whether a rule asks for a role of a person whom it does not name. */
function asksForRole({ environments }, login) {
	return environments.some(({ rules: { deployers } }) => {
		const isNamed = deployers !== void 0 && isListed(login, deployers.logins);
		return deployers?.role !== void 0 && !isNamed && login !== "";
	});
}
/** One that cannot be read permits nothing, and is not said to be missing. */
async function askerOf(github, { login, role }) {
	if (role !== void 0) return {
		role,
		unread: void 0
	};
	try {
		return {
			role: await readRole(github, login),
			unread: void 0
		};
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		const text = `the role of ${login} could not be read: ${thrown.message}`;
		return {
			role: void 0,
			unread: {
				reason: thrown.reason,
				text
			}
		};
	}
}

// src/commands/deploying/asker.ts
const LEAST = "write";
/**
* The role of who asks, by GitHub's API. Refuses one that may not write. Undefined for an App that asks with a token of its own:
* it has no role, and GitHub judges its token. Throws a `UserError`: `role-too-low`.
*/
async function roleOfActor(github, { login, proof, role: known }) {
	const role = known ?? await roleOf(github, login);
	if (role === void 0 && proof === "token") return void 0;
	if (isAtLeast(role, LEAST)) return role;
	const text = `${login} may not deploy: they have ${role === void 0 ? "no role" : `the role '${role}'`} in ${`${github.repository.owner}/${github.repository.repo}`}, and '${LEAST}' or a higher one is needed`;
	throw new UserError("role-too-low", text);
}
/** `creator`: who the token is that makes the record; `role`: that of who asks. */
function effectiveAsker(stand, { login, proof }, { creator, role }) {
	const isOwn = proof === "token" || canonicalName(creator) === canonicalName(login);
	if (isOwn || isListed(creator, stand.policy.doors)) {
		const isActor = role !== void 0;
		return {
			stand: {
				...stand,
				asker: {
					login,
					role,
					proof: isOwn ? isActor ? "token" : "app" : proof,
					unread: void 0
				}
			},
			isActor,
			note: void 0
		};
	}
	const note = `rules about people go by ${creator}, which makes the record: the policy does not list it under 'doors'`;
	return {
		stand: {
			...stand,
			asker: {
				login: creator,
				role: void 0,
				proof: "app",
				unread: void 0
			}
		},
		isActor: false,
		note
	};
}

// src/commands/deploying/way-in-files.ts
/** The input that every dispatched workflow takes. */
const ID = "deployment-id";
/** `started`: those that a record starts; `branch`: those of the default branch. */
function wayInFiles(started, branch) {
	const onDeployment = started.filter((one) => one.onDeployment);
	const dispatches = branch.filter((one) => one.dispatchInputs?.includes(ID));
	return {
		event: onDeployment.find((one) => one.deploys),
		dispatch: dispatches.find((one) => one.deploys) ?? dispatches[0],
		others: onDeployment.filter((one) => !one.deploys)
	};
}

// src/commands/deploying/way-in.ts
/** A workflow's own token. */
const ACTIONS = "github-actions";
/**
* How a deployment of a commit will get its run: GitHub starts the workflows that the commit itself has, and none for a record
* that a workflow's own token makes. Throws a `UserError` (error, `no-way-in`) where there is none.
*/
function wayInFor({ login, branch }, commit, sha) {
	const isWorkflowToken = isListed(login, [ACTIONS]);
	const hasEvent = branch.some((one) => one.onDeployment);
	const { event, dispatch: dispatched, others } = wayInFiles(isWorkflowToken ? [] : commit, branch);
	if (event !== void 0) return { kind: "event" };
	if (dispatched?.dispatchInputs !== void 0) {
		const { file, dispatchInputs: inputs } = dispatched;
		return {
			kind: "dispatch",
			file,
			inputs,
			note: !isWorkflowToken && branch.some((one) => one.onDeployment && one.deploys) ? `${shortSha(sha)} is older than the workflow that runs on deployments: ${file} is started` : ""
		};
	}
	if (others.length > 0) return { kind: "event" };
	throw new UserError("no-way-in", `no workflow would run the deployment: ${missing(isWorkflowToken, hasEvent, sha)}`);
}
function missing(isWorkflowToken, hasEvent, sha) {
	const add = `add workflows-templates/deploy-by-dispatch.yml to the default branch`;
	if (isWorkflowToken && hasEvent) return `a workflow's own token starts none that run on 'deployment'; ask with an App's or a person's token, or ${add}`;
	if (hasEvent) return `${shortSha(sha)} is older than the workflow that runs on deployments; to deploy it, ${add}`;
	return isWorkflowToken ? add : `${add}, or deploy-by-event.yml`;
}

// src/commands/deploying/deploying-facts.ts
/** Commits that are read in detail beside those that wait. */
const NEWEST = 25;
/** Reads what a deployment is decided by. Refuses who may not write to the repository. */
async function readDeployingFacts({ command, actor }, ports) {
	const { service, environment } = command;
	const reads = [
		readStand(ports, {
			service,
			newest: NEWEST,
			login: ""
		}),
		roleOfActor(ports.github, actor),
		readTokenAndWorkflows(ports, actor.proof === "token" ? actor.login : void 0)
	];
	await Promise.allSettled(reads);
	const [stand, role, token] = await Promise.all(reads);
	return factsOf(stand, {
		service,
		environment
	}, {
		actor,
		role,
		token
	});
}
function factsOf(read, { service, environment }, { actor, role, token }) {
	const { stand, isActor, note } = effectiveAsker(read, actor, {
		creator: token.login,
		role
	});
	const at = environmentStands(stand).find((one) => one.service === service && one.environment.name === environment);
	if (at === void 0) throw new UserError("command-invalid", `the policy has no environment '${environment}' of '${service}' any more`);
	const missing = missingFrom(stand, at);
	if (missing !== void 0 && at.deployments === void 0) throw new UserError(missing.reason, missing.text);
	return {
		stand,
		at,
		token,
		isActor,
		isPerson: role !== void 0,
		notes: note === void 0 ? [] : [note]
	};
}
/** How a deployment of this commit gets its run. */
async function wayFor({ token, stand }, sha, ports) {
	if (ports.carryOutHere !== void 0) return { kind: "here" };
	const commit = stand.facts.head.head?.toLowerCase() === sha ? token.branch : await readWorkflowsOf(ports, sha);
	return wayInFor(token, commit, sha);
}

// src/commands/deploying/record-ports.ts
/** Through what records are made and followed at GitHub. */
function recordPortsOf({ github, clock }) {
	return {
		clock,
		create: (wish) => createDeployment(github, wish),
		recent: (environment) => recentDeployments(github, environment),
		statuses: (id) => listStatuses(github, id),
		withdraw: async (deploymentId, description) => {
			await createStatus(github, {
				deploymentId,
				state: "inactive",
				description
			});
		},
		run: (runId) => readRun(github, runId),
		rejection: (runId) => readRejection(github, runId),
		async started(since) {
			const [events, dispatches] = await Promise.all([readStartedRuns(github, "deployment", since), readStartedRuns(github, "workflow_dispatch", since)]);
			const isComplete = events.isComplete && dispatches.isComplete;
			return {
				runs: [...events.runs, ...dispatches.runs],
				isComplete
			};
		}
	};
}

// src/commands/deploying/follow-continuation.ts
const PAUSE = 3e3;
const FOLLOWED_FOR$1 = HOUR;
/** A run starts within seconds; what has none by then will have none. */
const NO_RUN_AFTER$1 = 5 * MINUTE;
/** Follows what was asked for until the deployment has its end, or is held again. */
async function followContinuation({ command, actor, intent }, { id, sha }, ports) {
	const { verb: how, service, environment } = command;
	const { clock, onStep, isFollowed } = ports;
	const records = recordPortsOf(ports);
	const answer = (code, text, log = "") => ({
		schema: 1,
		code,
		how,
		service,
		environment,
		requester: actor.login,
		deployment: {
			id,
			sha
		},
		end: {
			text,
			log
		}
	});
	const begun = clock.now();
	let said = "";
	for (;;) {
		const statuses = await records.statuses(id);
		const { stage, after } = since(statuses, intent);
		const rest = after.find(isRest);
		if (rest !== void 0) return answer(codeOf$1(rest, stage), endingOfStatus(rest).text, rest.logUrl);
		const last = after.at(-1)?.description ?? "";
		if (last !== "" && last !== said) onStep(last);
		said = last;
		const passed = clock.now() - begun;
		if (!isFollowed || passed >= FOLLOWED_FOR$1) return answer("continue-open", said);
		const [run] = claimsIn(statuses);
		if (run === void 0 && passed >= NO_RUN_AFTER$1) return answer("continue-failed", "no run has taken it: look at the workflow that was started");
		if (run !== void 0 && passed >= 6e4 && (await records.run(run.runId))?.isOver !== false) {
			if ((await records.statuses(id)).length === statuses.length) return answer("continue-failed", `run ${run.runId} is over without an end: "${said}"`);
		}
		await clock.sleep(PAUSE);
	}
}
/** What came after the request, and the stage at which it was held then. */
function since(statuses, intent) {
	const at = statuses.findIndex((one) => asksIn([{
		...one,
		createdAt: 0
	}]).some((ask) => ask.intent === intent));
	return {
		stage: statuses.slice(0, at).map(heldStage).findLast((found) => found !== void 0),
		after: at < 0 ? [] : statuses.slice(at)
	};
}
function codeOf$1(rest, before) {
	if (!isEnd(rest)) return heldStage(rest) === before ? "continue-failed" : "promoted-held";
	if (rest.state === "success") return "promoted";
	return /^aborted\b.*; \S+ is live\b/.test(endingOfStatus(rest).text) ? "aborted" : "continue-failed";
}

// src/commands/verbs/continue.ts
/**
* Promotes or aborts what is held in an environment: says on the deployment who asked, and starts its run. Of two who ask at the same
* time the one whose status came first; the same request once, however often it arrives. Throws a `UserError`: `nothing-held`,
* `held-by-other`, `no-way-in`, or what the rules say against it.
*/
async function goOn(ask, ports) {
	const { verb: how, service, environment } = ask.command;
	const facts = await readDeployingFacts(ask, ports);
	const { stand, at, token } = facts;
	const before = deploymentsOf(stand.facts.environments.get(at.environment.name)?.deployments ?? [], service, stand.policy.services).find(({ statuses }) => asksIn(statuses).some(({ intent }) => intent === ask.intent));
	if (before !== void 0) return followContinuation(ask, before, ports);
	const held = at.deployments?.open.find(({ kind }) => kind === "held")?.deployment;
	const status = held === void 0 ? void 0 : heldIn(held.statuses);
	if (held === void 0 || status === void 0) throw new UserError("nothing-held", `nothing to ${how}: nothing is held in ${environment} of ${service}`);
	if (how === "promote") refuseByRules(facts);
	const way = wayOn(token.branch);
	await claim(ask, held, status.description, ports);
	const branch = stand.facts.head.branch ?? "";
	const inputs = way.inputsFor({
		id: held.id,
		sha: held.sha,
		environment,
		service,
		how
	});
	try {
		await dispatchWorkflow(ports.github, {
			file: way.file,
			branch,
			inputs
		});
	} catch (thrown) {
		const again = {
			deploymentId: held.id,
			state: "in_progress",
			description: status.description
		};
		await createStatus(ports.github, {
			...again,
			logUrl: status.logUrl
		}).catch(() => void 0);
		throw thrown;
	}
	return followContinuation(ask, held, ports);
}
/** Who asks, a lock and a freeze count as for a deployment; what is live comes back whatever they say. */
function refuseByRules({ stand, at }) {
	const { locks, asker, now } = stand;
	const { environment, service } = at;
	const lock = lockAnswer(locks, service, environment.name, asker.login);
	const rules = {
		...environment.rules,
		order: void 0
	};
	const known = {
		now,
		lock: {
			kind: "read",
			lock: void 0
		},
		requester: {
			login: asker.login,
			role: asker.role,
			proof: asker.proof
		},
		order: void 0
	};
	const findings = [...lockFindings({ lock }), ...ruleFindings(rules, known)];
	if (findings.length > 0) throw UserError.from(findings);
}
/** Says who asked, where every door sees it; GitHub has the order of those who do so at the same time. */
async function claim({ command, actor, intent }, { id }, held, { github, page }) {
	const { verb: how, environment } = command;
	const written = await createStatus(github, {
		deploymentId: id,
		state: "in_progress",
		description: statusText(continuingText(how, held, actor.login)),
		logUrl: askedUrl({
			page,
			environment
		}, how, intent)
	});
	const statuses = await listStatuses(github, id);
	const first = askedNow(statuses.map(timed), Date.parse(written.createdAt));
	if (first !== void 0 && first.intent !== intent) throw new UserError("held-by-other", `deployment ${id}: another came first: ${first.said}`);
	const [run] = claimsIn(statuses);
	if (run !== void 0) throw new UserError("held-by-other", `deployment ${id}: run ${run.runId} came first`);
	if (first === void 0) throw new UserError("nothing-held", `deployment ${id} has ended meanwhile`);
}
function timed(status) {
	return {
		...status,
		createdAt: Date.parse(status.createdAt)
	};
}

// src/commands/deploying/create-once.ts
/** What has not been picked up by then is in no one's way. */
const PICKED_UP_WITHIN = 30 * MINUTE;
/** Those of the same commit are few; of more than these the older have ended. */
const MOST_LOOKED_AT = 3;
/** Pauses before each look for a record whose answer was lost: GitHub may still be at it. */
const LOOKS$1 = [
	1e3,
	3e3,
	6e3
];
/**
* Makes the record of a request, once: however often the same request arrives, and if others ask for the same commit at that
* moment, there is one that is carried out. Looks before, and again after: of two that were made at the same time the older one
* stays, and the younger is withdrawn. Should that fail too, its run finds the older one by itself. `creator`: who the token is.
* Throws a `UserError`: `deployment-unclear` where GitHub does not say whether there is a record, else as `createDeployment` does.
*/
async function createOnce(wish, { creator, apps, now, clock }, ports) {
	const before = await ofSameKey(wish, apps, ports);
	const mine = {
		...wish,
		id: Number.POSITIVE_INFINITY,
		creator
	};
	const known = firstOfRequest(mine, before);
	if (known !== void 0) return {
		record: known,
		made: "before"
	};
	const other = await openOne(before.filter((one) => isSameSha(one, wish)), now, ports);
	if (other !== void 0) return {
		record: other,
		made: "other"
	};
	const record = await created$1(wish, clock, ports);
	const after = (await ofSameKey(wish, apps, ports)).filter((one) => !before.some(({ id }) => id === one.id));
	const first = firstOfRequest(record, after);
	const isRival = (one) => one.id < record.id && (one.id === first?.id || isSameSha(one, wish));
	const rival = after.filter(isRival).toSorted((one, two) => one.id - two.id)[0];
	const keep = rival ?? record;
	const spare = after.filter((one) => one.id !== keep.id && claimOf(one) === claimOf(wish));
	for (const { id } of rival === void 0 ? spare : [record, ...spare.filter((one) => one.id !== record.id)]) await ports.withdraw(id, `Superseded: deployment ${keep.id}, of the same request or commit, came first`);
	if (rival === void 0) return {
		record,
		made: "now"
	};
	if (claimOf(rival) === claimOf(wish)) return {
		record: rival,
		made: "now"
	};
	return {
		record: rival,
		made: rival.id === first?.id ? "before" : "other"
	};
}
async function ofSameKey(wish, apps, { recent }) {
	return (await recent(wish.environment)).filter((one) => isSameKey(one, wish) && isOurs(one, apps));
}
/** One that has not ended and will. */
async function openOne(records, now, { statuses }) {
	for (const record of records.slice(0, MOST_LOOKED_AT)) {
		const written = await statuses(record.id);
		if (written.some(isEnd)) continue;
		if (written.length > 0 || now - Date.parse(record.createdAt) < PICKED_UP_WITHIN) return record;
	}
}
/** Sends the request; once more where no record came of it that can be found. */
async function created$1(wish, clock, ports) {
	let doubt;
	for (let tries = 1; tries <= 2; tries++) {
		try {
			return await ports.create(wish);
		} catch (thrown) {
			if (!isDoubtful(thrown)) throw thrown;
			doubt = thrown;
		}
		for (const pause of LOOKS$1) {
			await clock.sleep(pause);
			const first = (await ports.recent(wish.environment)).filter((one) => claimOf(one) === claimOf(wish)).toSorted((one, other) => one.id - other.id)[0];
			if (first !== void 0) return first;
		}
	}
	throw new UserError("deployment-unclear", `GitHub did not say whether it created the deployment, and none is there: look at its page, then run the command again`, { cause: doubt });
}
function isSameSha(one, other) {
	return one.sha.toLowerCase() === other.sha.toLowerCase();
}
function claimOf({ payload }) {
	return readPayload(payload)?.claim;
}

// src/commands/locks/overlap.ts
const NAME = /^(?:svc\.([a-z0-9_-]+))?\.?(?:env\.([a-z0-9_-]+))?$/;
/** Whether two locks hold some service in some environment together; the name of a ref is enough to know. */
function holdsPartOf(scope, name) {
	const [mine, other] = [namedScope(lockName(scope)), namedScope(name)];
	if (mine === void 0 || other === void 0) return false;
	return meet(mine.service, other.service) && meet(mine.environment, other.environment);
}
/** Whether a ref of this name can hold anything at all. */
function isLockName(name) {
	return namedScope(name) !== void 0;
}
function namedScope(name) {
	if (name === "all") return {
		service: void 0,
		environment: void 0
	};
	const found = NAME.exec(name);
	const [service, environment] = [found?.[1], found?.[2]];
	if (service === void 0 && environment === void 0) return void 0;
	return [service === void 0 ? [] : `svc.${service}`, environment === void 0 ? [] : `env.${environment}`].flat().join(".") === name ? {
		service,
		environment
	} : void 0;
}
function meet(one, other) {
	return one === void 0 || other === void 0 || one === other;
}

// src/commands/answer/lock.ts
function factsOfLock(lock, now) {
	const { scope, owner, reason, link, claim, createdAt, expiresAt } = lock;
	return {
		name: lockName(scope),
		holds: scopeText(scope),
		state: isExpired(lock, now) ? "over" : "held",
		owner,
		reason,
		link,
		claim,
		created: new Date(createdAt).toISOString(),
		expires: expiresAt === void 0 ? null : new Date(expiresAt).toISOString()
	};
}
/** Null where nothing was found. */
function factsOfFound(found, name, scope, now) {
	if (found.kind === "none") return null;
	if (found.kind === "lock") return factsOfLock(found.lock, now);
	const isStray = scope === void 0 && !isLockName(name);
	return {
		name,
		holds: isStray ? "nothing" : scope === void 0 ? "what its name says" : scopeText(scope),
		state: isStray ? "stray" : "unreadable",
		reason: found.why,
		owner: null,
		link: "",
		claim: null,
		created: null,
		expires: null
	};
}
/** Whose lock it was, where another took or released it while it held. */
function loserOf(before, actor) {
	if (before === null || before.state !== "held" || before.owner === null) return null;
	return isOwner({ owner: before.owner }, actor) ? null : before.owner;
}

// src/commands/locks/refusals.ts
/** Before the second try; doubled each time. A list of GitHub may lag behind what was written. */
const FIRST_PAUSE_MS = 200;
/** Before a further try, the first of which is 1. */
async function pauseBefore(tries, clock) {
	if (tries > 1) await clock.sleep(FIRST_PAUSE_MS * 2 ** (tries - 2));
}
/** Another has the lock, or it cannot be read. */
function refused$1({ reason, text }, scope) {
	return new UserError(reason, reason === "lock-held" ? `${scopeText(scope)} is ${text}` : text);
}
function contended(scope) {
	return new UserError("lock-contended", `the lock on ${scopeText(scope)} changes all the time: run the command again`);
}
/** There was nothing to release under that name, and other locks hold it. */
function stillLocked(scope, still) {
	const findings = still.map((one) => ({
		reason: "still-locked",
		text: stillText(one)
	}));
	const text = `${scopeText(scope)} has no lock of its own, and others hold it: ${findings.map((one) => one.text).join("; ")}`;
	return new UserError("still-locked", text, { findings });
}
function stillText({ name, holds, owner, reason, expires }) {
	if (owner === null) return `${shownRef(name)} counts as locked: ${reason}`;
	return `${holds} is ${lockWords({
		owner,
		reason,
		expiresAt: expires === null ? void 0 : Date.parse(expires)
	})}`;
}

// src/commands/locks/sweep.ts
/** Locks that one command looks at: each is a request, and a repository may keep hundreds. */
const MOST_SWEPT = 10;
/**
* Removes locks whose time is over, each only if it is still that one, once the command has answered. It is no part of what was
* asked for: it may fail. Of many locks each command looks at some, those at another place each second.
*/
function sweepLater(refs, now, { locks, later }) {
	if (refs.length === 0) return;
	const start = refs.length <= MOST_SWEPT ? 0 : Math.floor(now / 1e3) % refs.length;
	const some = [...refs.slice(start), ...refs.slice(0, start)].slice(0, MOST_SWEPT);
	later(async () => {
		for (const ref of some) try {
			const found = await locks.content(ref);
			if (found.kind === "lock" && isExpired(found.lock, now)) await locks.remove(ref);
		} catch (thrown) {
			if (!(thrown instanceof UserError)) throw thrown;
			return;
		}
	});
}

// src/commands/verbs/lock.ts
const CODES$1 = {
	expired: "taken-over",
	extended: "extended",
	stolen: "stolen"
};
/** Takes a lock, or makes one's own last as said. Throws a `UserError`: `lock-held`, `lock-unreadable`, `lock-contended`. */
async function lock(ask, ports) {
	const taken = await takeLock(ask, ports, false);
	if (taken.kind === "kept") throw new Error("a lock that was to last as said was left as it is");
	return taken.answer;
}
/** The same; with `keepsOwn` a lock that the person has already stays as it is. */
async function takeLock({ command, actor }, ports, keepsOwn) {
	const { locks, repository, clock } = ports;
	const { scope, reason, link, lasts, steal } = command;
	const name = lockName(scope);
	const claim = command.claim ?? ports.newClaim();
	const owner = actor.login;
	for (let tries = 1; tries <= 5; tries++) {
		await pauseBefore(tries, clock);
		const { refs, at: now = clock.now() } = await locks.list();
		const ref = refs.find((one) => one.name === name);
		const found = await locks.content(ref);
		const expiresAt = lasts === void 0 ? void 0 : now + lasts;
		const step = decideLock(found, {
			scope,
			owner,
			reason,
			link,
			claim,
			expiresAt
		}, now, {
			steal,
			keepsOwn
		});
		if (step.act === "keep") return {
			kind: "kept",
			lock: step.lock
		};
		if (step.act === "refuse") throw refused$1(step, scope);
		const problem = unwritable(step.lock);
		if (problem !== void 0) throw new UserError("command-invalid", `it cannot be locked: ${problem}`);
		const before = factsOfFound(found, name, scope, now);
		if ((step.act === "create" || ref === void 0 ? await locks.create(name, step.lock) : await locks.replace(ref, step.lock)) === "changed") continue;
		const others = refs.filter((one) => one.name !== name);
		sweepLater(others, now, ports);
		const code = step.act === "create" ? "locked" : CODES$1[step.why];
		const notify = loserOf(before, owner);
		return {
			kind: "taken",
			answer: {
				schema: 1,
				code,
				repository,
				lock: factsOfLock(step.lock, now),
				before,
				notify
			}
		};
	}
	throw contended(scope);
}

// src/commands/verbs/unlock.ts
/** Other locks on the same that are named: each is a request. */
const MOST_SHOWN = 20;
/**
* Gives a lock back. Throws a `UserError`: `lock-held` where it is another's, `lock-unreadable`, `lock-contended`,
* `still-locked` where it had no lock of its own and others hold it.
*/
async function unlock({ command, actor }, ports) {
	const { locks, repository, clock } = ports;
	const { scope, steal, claim = "" } = command;
	const name = lockName(scope);
	const holds = scopeText(scope);
	const who = {
		owner: actor.login,
		claim
	};
	for (let tries = 1; tries <= 5; tries++) {
		await pauseBefore(tries, clock);
		const { refs, at: now = clock.now() } = await locks.list();
		const ref = refs.find((one) => one.name === name);
		const found = await locks.content(ref);
		const step = decideUnlock(found, who, now, steal);
		if (step.act === "refuse") throw refused$1(step, scope);
		if (ref !== void 0 && step.act === "delete" && await locks.remove(ref) === "changed") continue;
		const others = refs.filter((one) => one.name !== name);
		const overlapping = others.filter((one) => holdsPartOf(scope, one.name)).slice(0, MOST_SHOWN);
		const still = (await readAll(overlapping, locks)).flatMap((one) => factsOfFound(one.found, one.name, void 0, now) ?? []).filter(({ state }) => state !== "over");
		sweepLater(others, now, ports);
		const wasHeld = step.act === "delete" && step.why !== "expired";
		if (!wasHeld && still.length > 0) throw stillLocked(scope, still);
		const before = factsOfFound(found, name, scope, now);
		const notify = loserOf(before, actor.login);
		return {
			schema: 1,
			code: wasHeld ? "unlocked" : "not-locked",
			repository,
			holds,
			before,
			notify,
			still
		};
	}
	throw contended(scope);
}

// src/commands/deploying/lock-after.ts
/** Holds the service in the environment after a rollback, so that what was taken out does not come back by itself. */
async function leaveLock(ask, plan, { lasts }, ports) {
	const { service, environment } = plan;
	const scope = {
		service,
		environment
	};
	const reason = reasonFor(plan);
	const command = {
		verb: "lock",
		scope,
		lasts,
		reason,
		link: ask.link,
		steal: false,
		claim: void 0
	};
	try {
		const taken = await takeLock({
			...ask,
			command
		}, ports, true);
		if (taken.kind === "kept") return {
			taken: false,
			why: `${scopeText(scope)} is already ${lockWords(taken.lock)}; that lock stays`
		};
		const { answer } = taken;
		const { expires, claim } = "lock" in answer ? answer.lock : {
			expires: null,
			claim: null
		};
		return {
			taken: true,
			holds: scopeText(scope),
			reason,
			expires,
			claim
		};
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		return {
			taken: false,
			why: thrown.message
		};
	}
}
/** The lock of a rollback, as far as it is known before it is taken. */
function lockLeft(plan, claim) {
	return {
		taken: true,
		holds: scopeText(plan),
		reason: reasonFor(plan),
		expires: null,
		claim
	};
}
/** Gives back the lock of a rollback that changed nothing, if it is still that one: its owner may have made it last longer. */
async function releaseLeft(ask, { service, environment }, { claim, reason }, ports) {
	const scope = {
		service,
		environment
	};
	const command = {
		verb: "unlock",
		scope,
		steal: false,
		claim: claim ?? void 0
	};
	try {
		const own = await ownLock(ask, scope, ports);
		if (own === void 0) return {
			taken: false,
			why: "the rollback was refused, and its lock is no longer there"
		};
		if (own.claim !== claim || own.reason !== reason) return {
			taken: false,
			why: `the rollback was refused; ${scopeText(scope)} is ${lockWords(own)}; that lock stays`
		};
		await unlock({
			...ask,
			command
		}, ports);
		return {
			taken: false,
			why: "the rollback was refused, and the lock given back"
		};
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		return {
			taken: false,
			why: `the rollback was refused, and its lock could not be given back: ${thrown.message}`
		};
	}
}
/** The lock with just this scope that the person has already: what it says is theirs. */
async function ownLock({ actor }, scope, { locks, clock }) {
	const { refs, at: now = clock.now() } = await locks.list();
	const found = await locks.content(refs.find((one) => one.name === lockName(scope)));
	if (found.kind !== "lock") return void 0;
	return isOwner(found.lock, actor.login) && !isExpired(found.lock, now) ? found.lock : void 0;
}
function reasonFor({ from, to, reason }) {
	const moved = from === null ? `rollback to ${shortSha(to.sha)}` : `rollback from ${shortSha(from.sha)} to ${shortSha(to.sha)}`;
	const said = reason === "" || reasonProblem(reason) !== void 0 ? moved : `${moved}: ${reason}`;
	return cut(said, 200);
}

// src/commands/deploying/end-unbegun.ts
/** Pauses before each look for a record whose answer was not waited for: GitHub may still be at it. */
const LOOKS = [
	0,
	1e3,
	3e3
];
/**
* Ends the record of a deployment that was to be carried out here and that nothing has begun, gives back the lock of its
* rollback, and says so: no run takes such a record, and it would be in the way of all who ask for its commit. Goes on where
* the command was stopped. `claim`: that of the record and of the lock.
*/
async function endUnbegun(claim, thrown, { ask, plan, facts }, ports) {
	const { onStep, clock } = ports;
	const lasting = {
		...ports,
		...ports.afterStop
	};
	const { recent, statuses, withdraw } = recordPortsOf(lasting);
	const wasStopped = !(thrown instanceof UserError);
	const pauses = wasStopped || isDoubtful(thrown) ? LOOKS : LOOKS.slice(0, 1);
	let named = "the deployment";
	let hasBegun = false;
	try {
		for (const pause of pauses) {
			await clock.sleep(pause);
			const own = (await recent(plan.environment)).filter(({ payload }) => readPayload(payload)?.claim === claim);
			for (const { id } of own) {
				named = `deployment ${id}`;
				if ((await statuses(id)).length > 0) {
					hasBegun = true;
					continue;
				}
				const why = wasStopped ? "Cancelled: stopped before it began" : `Error: it did not begin: ${messageOf(thrown)}`;
				await withdraw(id, statusText(why));
				onStep(`${named} had not begun, and is withdrawn`);
			}
			if (own.length > 0) break;
		}
	} catch (problem) {
		onStep(`${named} could not be withdrawn (${messageOf(problem)}); if it is there without a status, set it inactive at GitHub: it is in the way of this commit for half an hour`);
	}
	if (ask.command.verb !== "rollback" || facts.at.environment.rules.lockAfterRollback === void 0) return;
	const left = lockLeft(plan, claim);
	if (hasBegun) return onStep(`${left.holds} stays locked, if the rollback had locked it: status shows what is`);
	const given = await releaseLeft(ask, plan, left, lasting);
	if (!given.taken) onStep(given.why);
}

// src/github/commit-by-digits.ts
/** The full SHA of the commit that begins with some digits; undefined where none does, or several. */
async function commitByDigits(github, digits) {
	const octokit = await github.octokit();
	try {
		const request = {
			...github.repository,
			ref: digits,
			per_page: 1
		};
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/commits/{ref}", request);
		return data.sha.startsWith(digits) ? data.sha : void 0;
	} catch (thrown) {
		if (thrown instanceof UserError && (thrown.reason === "github-not-found" || statusOf(thrown) === 422)) return void 0;
		throw thrown;
	}
}
function statusOf({ cause }) {
	return fieldOf(cause, "status");
}

// src/commands/deploying/pick-commit.ts
/**
* Finds the commit that a person has written down, in full or by its first digits: those must be of one commit of the line
* alone. What was not read of it is read. Throws a `UserError`: `commit-unknown`, `not-on-trunk`, `too-far-back`.
*/
async function pickCommit(ports, stand, environment, written) {
	const wanted = written.toLowerCase();
	const found = matching(stand.facts.line?.commits ?? [], wanted);
	const whole = found === void 0 ? await withLine(ports, stand, wanted) : stand;
	const position = found ?? matching(whole.facts.line?.commits ?? [], wanted) ?? -1;
	return {
		stand: await withChecks(ports, whole, environment, position),
		position
	};
}
/** The one commit that begins with these digits; undefined where none does. */
function matching(line, wanted) {
	const found = line.flatMap((commit, position) => commit.sha.startsWith(wanted) ? [position] : []);
	const [first, ...others] = found;
	if (others.length === 0) return first;
	const names = found.map((position) => `${line[position]?.sha.slice(0, 12)} (${line[position]?.title})`).join(", ");
	throw new UserError("commit-unknown", `'${wanted}' is the beginning of ${found.length} commits: ${names}`);
}
/** The line up to a commit further back than was read. */
async function withLine(ports, stand, wanted) {
	const { facts } = stand;
	const read = facts.line?.commits ?? [];
	const branch = facts.head.branch ?? "";
	const sha = fullSha(wanted) ?? await commitByDigits(ports.github, wanted);
	const place = sha === void 0 ? void 0 : await placeOnTrunk(ports.github, {
		branch,
		sha
	});
	if (sha === void 0 || place === void 0) {
		const near = didYouMean(wanted.slice(0, 7), read.map((one) => shortSha(one.sha)));
		throw new UserError("commit-unknown", `no commit has a SHA that begins with '${wanted}'${near}`);
	}
	if (place.kind === "found") {
		const known = new Map(read.map((commit) => [commit.sha, commit]));
		const commits = place.line.map((commit) => known.get(commit.sha.toLowerCase()) ?? unread(commit));
		const line = {
			...facts.line,
			commits,
			end: "live-found"
		};
		return {
			...stand,
			facts: {
				...facts,
				line
			}
		};
	}
	const text = place.kind === "not-on-trunk" ? `${shortSha(sha)} is not on the first-parent line of ${branch}: deploy the commit that its merge made` : `${shortSha(sha)} is not among the newest ${place.looked} commits of ${branch}: deploy a newer one`;
	throw new UserError(place.kind, text);
}
function unread(commit) {
	const login = void 0;
	return {
		...commit,
		sha: commit.sha.toLowerCase(),
		message: commit.title,
		login,
		pullRequest: void 0,
		merged: void 0,
		checks: void 0,
		changedPaths: void 0
	};
}
/** The same with the checks of a commit, where those were not read: as the gate of the deployment reads them. */
async function withChecks({ github, clock }, stand, { checks: policy }, position) {
	const { facts } = stand;
	const commit = facts.line?.commits[position];
	if (facts.line === void 0 || commit === void 0 || commit.checks !== void 0) return stand;
	const branch = facts.head.branch ?? "";
	const checks = await readChecks(github, {
		sha: commit.sha,
		branch,
		policy,
		pause: (ms) => clock.sleep(ms)
	});
	return {
		...stand,
		facts: {
			...facts,
			line: {
				...facts.line,
				commits: facts.line.commits.with(position, {
					...commit,
					checks
				})
			}
		}
	};
}

// src/commands/deploying/unsettled.ts
/** The newest that failed after what is live. A refused one changed nothing. */
function failedSince({ facts, policy }, at) {
	const read = facts.environments.get(at.environment.name)?.deployments ?? [];
	const ours = deploymentsOf(read, at.service, policy.services);
	const liveAt = ours.findIndex(({ id }) => id === at.deployments?.live?.id);
	for (const deployment of liveAt < 0 ? ours : ours.slice(0, liveAt)) {
		const end = badEnd(deployment);
		if (end === void 0 || end.state === "inactive") continue;
		const ending = endingOfStatus(end);
		if (ending.outcome === "refused") continue;
		return {
			deployment,
			text: end.description === "" ? ending.text : end.description
		};
	}
}
/** Whether what is live may be only half there by now, or soon be another one: to deploy it once more is no waste then. */
function isUnsettled(stand, at) {
	return (at.deployments?.open ?? []).length > 0 || failedSince(stand, at) !== void 0;
}

// src/commands/deploying/plan.ts
/** Commits that are named; of the others their number is. */
const NAMED = 20;
/** What a deployment of the commit would do. */
function deployPlanOf({ stand, at, position, verdict, force, reason, requester, page, notes }) {
	const { service, environment, deployments } = at;
	const line = stand.facts.line?.commits ?? [];
	const own = (commits) => commits.filter((one) => one.notOf?.has(service) !== true);
	const to = line[position];
	if (to === void 0) throw new Error(`the line has no commit ${position}`);
	const live = deployments?.live;
	const train = trainFor(stand, position, live?.sha);
	const moved = "commits" in train ? own(train.commits) : [];
	const newer = own(line.slice(0, position));
	const isBack = train.kind === "back" || train.kind === "off-line" && train.back;
	const going = isBack ? [] : moved;
	const [older, younger] = isBack ? [to.sha, live?.sha] : [live?.sha, to.sha];
	const isSame = older === void 0 || younger === void 0 || older === younger;
	return {
		repository: stand.repository,
		service,
		environment: environment.name,
		requester,
		to: named(to),
		from: live === void 0 ? null : {
			sha: live.sha,
			since: isoOf$1(goodSince(live)),
			by: live.creator
		},
		kind: isBack ? "back" : train.kind,
		train: {
			...counted(moved, train.kind === "forward" && train.more),
			authors: [...new Set(moved.map(({ author }) => author))],
			compare: isSame ? "" : `${page}/compare/${older}...${younger}`
		},
		newer: counted(newer, false),
		reverts: revertsOf(newer, going, stand.repository).map(named),
		ignored: verdict?.forced?.ignored.map(({ reason: code, text }) => ({
			code,
			text
		})) ?? [],
		force: verdict?.forced === void 0 ? null : force ?? null,
		reason,
		dashboard: dashboardOf(stand, at, to.sha),
		notes: [...notes, ...notesOf(stand, at)]
	};
}
function trainFor({ facts: { line } }, position, live) {
	const commits = line?.commits ?? [];
	const base = live === void 0 ? void 0 : line?.leftAt?.get(live.toLowerCase());
	return trainOf({
		sha: commits[position]?.sha ?? "",
		live: live?.toLowerCase(),
		newer: commits.slice(0, position + 1),
		older: commits.slice(position),
		whole: line?.end === "root",
		contained: base === void 0 ? [] : [base]
	});
}
/** The newer commits without which something goes that was taken back. */
function revertsOf(newer, going, repository) {
	const together = undoneCommits([...newer, ...going], repository);
	const alone = undoneCommits(newer, repository);
	return newer.filter(({ sha }) => together.has(sha) && !alone.has(sha));
}
/** What is in the way of knowing, or comes before. */
function notesOf(stand, at) {
	const { deployments, environment } = at;
	const { open = [] } = deployments ?? {};
	const failed = failedSince(stand, at);
	return [...open.map(({ deployment: { id, sha }, kind }) => {
		const words = kind === "stuck" ? "has said nothing for long" : kind === "not-picked-up" ? "has no run" : {
			deploying: "is in progress",
			"waiting-for-approval": "waits for approval",
			held: "is held"
		}[kind];
		return `deployment ${id} of ${sha.slice(0, 7)} to ${environment.name} ${words}`;
	}), ...failed === void 0 ? [] : [`deployment ${failed.deployment.id} of ${failed.deployment.sha.slice(0, 7)} has changed ${environment.name} since, or may have: ${failed.text}`]];
}
function dashboardOf({ policy, repository }, { service, environment }, commit) {
	const { dashboard } = policy.slack;
	return dashboard === void 0 ? "" : dashboardUrl(dashboard, {
		service,
		environment: environment.name,
		commit,
		repository
	});
}
function counted(commits, more) {
	return {
		count: commits.length,
		more,
		commits: commits.slice(0, NAMED).map(named)
	};
}
function named({ sha, title, author }) {
	return {
		sha,
		title,
		author
	};
}
function isoOf$1(at) {
	return at === void 0 ? null : new Date(at).toISOString();
}

// src/commands/deploying/follow.ts
/** Looks come close together first: most deployments take less than a minute. */
const PAUSES = [[MINUTE / 2, 3e3], [2 * MINUTE, 5e3]];
const LATER_PAUSE = 15e3;
const FOLLOWED_FOR = HOUR;
/** The runs are looked at this often: one that was lost writes no end. */
const RUNS_EVERY = MINUTE;
/** A run starts within seconds; what has none by then will have none. */
const NO_RUN_AFTER = 5 * MINUTE;
/** Follows a deployment until it has ended, or nothing will end it. */
async function followDeployment(record, ports) {
	const { clock, onStep } = ports;
	const begun = clock.now();
	let said = "";
	let lookedAtRuns = begun;
	const say = (text) => {
		if (text === "" || text === said) return;
		said = text;
		onStep(text);
	};
	for (;;) {
		const statuses = await ports.statuses(record.id);
		const last = statuses.at(-1);
		const end = lastEnd(statuses);
		if (end !== void 0 && claimsIn(statuses).length === 0) return {
			...end.ending,
			log: end.logUrl
		};
		const held = heldEnd(statuses);
		if (held !== void 0) return {
			...held.ending,
			log: held.logUrl
		};
		say(last?.description ?? "");
		const now = clock.now();
		if (now - lookedAtRuns >= RUNS_EVERY) {
			lookedAtRuns = now;
			const found = await judged(record, statuses, now - begun, ports);
			if (found.kind === "alive") say(found.why);
			else if (found.kind === "still-held") say(found.said);
			else if ((await ports.statuses(record.id)).length === statuses.length) return goneEnd(found);
			else continue;
		}
		if (now - begun >= FOLLOWED_FOR) return {
			outcome: "open",
			text: said,
			log: logOf(statuses)
		};
		await clock.sleep(PAUSES.find(([until]) => now - begun < until)?.[1] ?? LATER_PAUSE);
	}
}
/** Nothing will end it any more. */
function goneEnd({ ending: { outcome, text, reason }, logUrl = "" }) {
	return {
		outcome: reason === "not-picked-up" ? reason : outcome,
		text,
		log: logUrl
	};
}
/** What is to be expected of a deployment without an end. */
async function judged(record, statuses, elapsed, ports) {
	const { id, sha, creator } = record;
	const createdAt = Date.parse(record.createdAt);
	const deployment = {
		id,
		sha,
		creator,
		createdAt,
		statuses: statuses.map(({ createdAt: at, ...status }) => ({
			...status,
			createdAt: Date.parse(at)
		}))
	};
	return claimsIn(statuses).length === 0 ? withoutRun(deployment, elapsed, ports) : withRuns(deployment, createdAt + elapsed, ports);
}
/** Of one that runs have claimed. What they do is said by its statuses. */
async function withRuns(deployment, now, { run }) {
	const claimed = /* @__PURE__ */ new Map();
	try {
		for (const { runId, lastsMs } of claimsIn(deployment.statuses)) if (lastsMs === void 0) claimed.set(runId, await run(runId));
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		return {
			kind: "alive",
			why: ""
		};
	}
	const found = judgeOpen(deployment, {
		claimed,
		started: [],
		isComplete: true,
		others: /* @__PURE__ */ new Set(),
		rejections: /* @__PURE__ */ new Map()
	}, {
		now,
		noRunAfterMs: NO_RUN_AFTER
	});
	return found.kind === "alive" ? {
		kind: "alive",
		why: ""
	} : found;
}
/** Of one that no run has claimed. */
async function withoutRun(deployment, elapsed, { started, rejection }) {
	const { createdAt } = deployment;
	const { runs, isComplete } = await started(createdAt);
	const others = /* @__PURE__ */ new Set();
	const over = runsOf(deployment, {
		started: runs,
		others
	}).own.filter((run) => run.isOver && run.state === "failure");
	const rejections = /* @__PURE__ */ new Map();
	for (const run of over) {
		const by = await rejection(run.id);
		if (by !== void 0) rejections.set(run.id, by);
	}
	return judgeOpen(deployment, {
		started: runs,
		isComplete,
		claimed: /* @__PURE__ */ new Map(),
		others,
		rejections
	}, {
		now: createdAt + elapsed,
		noRunAfterMs: NO_RUN_AFTER
	});
}
/** The log of the run that has it. */
function logOf(statuses) {
	return statuses.findLast((one) => !isEnd(one) && attemptOf(one.logUrl) !== void 0)?.logUrl ?? "";
}

// src/commands/deploying/see-through.ts
/** Sees that a record gets a run, and follows it to its end. */
async function seeThrough({ record, made }, { ask, plan, facts, way }, ports) {
	const { clock } = ports;
	const records = recordPortsOf(ports);
	const begun = clock.now();
	if (way.kind === "dispatch" && await isToStart({
		record,
		made
	}, facts, records)) try {
		await dispatch(record, way, plan, facts, ports);
	} catch (thrown) {
		if (made !== "other") await withdrawUnstarted(record, thrown, records);
		throw thrown;
	}
	const rule = ask.command.verb === "rollback" ? facts.at.environment.rules.lockAfterRollback : void 0;
	const wanted = made === "now" ? rule : void 0;
	const early = wanted !== void 0 && facts.isActor ? await leaveLock(ask, plan, wanted, ports) : null;
	const end = await followed(record, plan, ports);
	const hold = await (async () => {
		if (rule !== void 0 && made !== "now") return NOT_OURS[made];
		if (wanted === void 0) return null;
		if (early?.taken === true && UNCHANGED.includes(end.outcome)) return releaseLeft(ask, plan, early, ports);
		if (early !== null) return early;
		return end.outcome === "success" ? leaveLock(ask, plan, wanted, ports) : NOT_HELD;
	})();
	return {
		schema: 1,
		code: CODES[end.outcome],
		plan,
		hold,
		deployment: {
			id: record.id,
			made,
			creator: record.creator
		},
		end: {
			text: end.text,
			log: end.log,
			seconds: Math.round((clock.now() - begun) / 1e3)
		}
	};
}
/** How it ended, as far as that is waited for. */
async function followed(record, plan, ports) {
	const { carryOutHere, isFollowed, onStep } = ports;
	if (carryOutHere !== void 0) return carryOutHere(record, plan);
	return isFollowed ? followDeployment(record, {
		...recordPortsOf(ports),
		onStep
	}) : NOT_FOLLOWED;
}
/**
* Whether a run is still to be started. What made the record may have died before it did that; another door may be just at
* it. A second run leaves the deployment to the first.
*/
async function isToStart({ record, made }, { stand: { now } }, { statuses }) {
	if (made === "now") return true;
	if (made === "other" && now - Date.parse(record.createdAt) < STARTED_WITHIN) return false;
	return (await statuses(record.id)).length === 0;
}
/** Ends a record that no run will take, so that it is in no one's way. */
async function withdrawUnstarted({ id }, thrown, { withdraw }) {
	await withdraw(id, statusText(`Error: its workflow could not be started: ${messageOf(thrown)}`)).catch(() => void 0);
}
/** A door starts the run right after it has made the record. */
const STARTED_WITHIN = MINUTE;
const UNCHANGED = [
	"refused",
	"superseded",
	"dry-run"
];
const NOT_HELD = {
	taken: false,
	why: "the rollback has not succeeded, as far as it was followed"
};
const NOT_OURS = {
	before: {
		taken: false,
		why: "that was up to the request that made the deployment: status shows what is locked"
	},
	other: {
		taken: false,
		why: "another made the deployment; lock it by hand where that is wanted"
	}
};
const NOT_FOLLOWED = {
	outcome: "open",
	text: "",
	log: ""
};
const CODES = {
	success: "deployed",
	refused: "deploy-refused",
	failed: "deploy-failed",
	superseded: "deploy-superseded",
	cancelled: "deploy-cancelled",
	error: "deploy-error",
	"dry-run": "deploy-dry-run",
	"not-picked-up": "deploy-not-picked-up",
	open: "deploy-open",
	held: "deploy-held"
};
async function dispatch({ id }, { file, inputs }, { to, service, environment }, { stand }, { github }) {
	const all = {
		"deployment-id": `${id}`,
		commit: to.sha,
		environment,
		service
	};
	const given = Object.entries(all).filter(([name]) => inputs.includes(name));
	const branch = stand.facts.head.branch ?? "";
	await dispatchWorkflow(github, {
		file,
		branch,
		inputs: Object.fromEntries(given)
	});
}

// src/commands/deploying/repeated.ts
/**
* What the same request has led to already: events arrive twice, and workflows are run again. Undefined for a new one. Nothing
* is decided anew: another commit may be the newest by now. Throws a `UserError` where it led to something else.
*/
async function repeatedRequest(ask, facts, ports) {
	const { stand, at, token } = facts;
	const read = stand.facts.environments.get(at.environment.name)?.deployments ?? [];
	const known = deploymentsOf(read, at.service, stand.policy.services).filter((one) => readPayload(one.payload)?.intent === ask.intent && isListed(one.creator, [token.login])).toSorted((one, other) => one.id - other.id)[0];
	if (known === void 0) return void 0;
	const record = await getDeployment(ports.github, known.id);
	refuseOther(record, ask);
	return answerRepeated({
		record,
		made: "before"
	}, ask, facts, ports);
}
/** What another command led to is no answer to this one. */
function refuseOther({ id, sha, payload }, { command }) {
	const verb = readPayload(payload)?.verb;
	const isSameCommit = command.sha === void 0 || sha.toLowerCase().startsWith(command.sha.toLowerCase());
	if (verb === command.verb && isSameCommit) return;
	const text = `this request has led to deployment ${id} already, by '${verb} ${shortSha(sha)}': ask anew for another command`;
	throw new UserError("command-invalid", text);
}
/** Follows a record that is there already, with a plan of its own commit. */
async function answerRepeated(created, ask, facts, ports) {
	const sha = created.record.sha.toLowerCase();
	const { at } = facts;
	const { stand, position } = await pickCommit(ports, facts.stand, at.environment, sha);
	const whole = {
		...facts,
		stand
	};
	const { payload } = created.record;
	const { reason = "" } = readPayload(payload) ?? {};
	const notes = [...facts.notes, "what is live and what goes is said as it is now, not as it was when this was asked for"];
	const plan = deployPlanOf({
		stand,
		at,
		position,
		verdict: void 0,
		force: void 0,
		reason,
		requester: ask.actor.login,
		page: ports.page,
		notes
	});
	return seeThrough(created, {
		ask,
		plan,
		facts: whole,
		way: await wayFor(whole, sha, ports)
	}, ports);
}

// src/commands/deploying/carry-out.ts
/** Creates the record, sees that it gets a run, and follows it to its end. */
async function carryOut(deploying, ports) {
	const claim = ports.newClaim();
	const own = {
		...ports,
		newClaim: () => claim
	};
	try {
		return await created(claim, deploying, own);
	} catch (thrown) {
		if (deploying.way.kind === "here") await endUnbegun(claim, thrown, deploying, own);
		throw thrown;
	}
}
async function created(claim, deploying, ports) {
	const { ask, plan, facts } = deploying;
	const { clock } = ports;
	const { services, apps } = facts.stand.policy;
	const { service, environment, to } = plan;
	const wish = {
		sha: to.sha,
		task: taskOf(service, services),
		environment,
		description: statusText(`${ask.command.verb} by ${ask.actor.login}`),
		payload: payloadOf(deploying, claim)
	};
	const made = await createOnce(wish, {
		creator: facts.token.login,
		apps,
		now: facts.stand.now,
		clock
	}, recordPortsOf(ports));
	if (made.record.sha.toLowerCase() !== to.sha) return answerRepeated(made, ask, facts, ports);
	return seeThrough(made, deploying, ports);
}
function payloadOf({ ask, plan, facts: { isPerson }, way }, claim) {
	const { command, actor, door, intent, link } = ask;
	const { from, train, kind, force, ignored, reason } = plan;
	return writePayload({
		actor: isPerson ? {
			login: actor.login,
			proof: actor.proof
		} : void 0,
		intent,
		claim,
		door,
		link,
		verb: command.verb,
		reason,
		local: way.kind === "here",
		strategy: command.verb === "deploy" && command.allAtOnce === true ? "all" : void 0,
		force: force === null ? void 0 : {
			reason: force,
			ignored: ignored.map(({ code }) => code)
		},
		train: {
			from: from?.sha,
			commits: train.count,
			more: train.more,
			back: kind === "back",
			compare: train.compare
		}
	});
}

// src/commands/facts/next-deploy.ts
/** `force`: why refusals are to be ignored. */
function verdictsOf(stand, force) {
	const judged = /* @__PURE__ */ new Map();
	const standing = /* @__PURE__ */ new Map();
	const checksOf = (environment, { sha, checks }) => {
		const key = JSON.stringify([environment.name, sha]);
		if (!judged.has(key)) judged.set(key, checks === void 0 ? void 0 : judgeChecks(checks, environment.checks));
		return judged.get(key);
	};
	/** What stands against any commit. Each minute of a window is looked at, so that it is done once for an environment. */
	const standingOf = (environment) => {
		const found = standing.get(environment.name) ?? standingFindings(stand, environment, force);
		standing.set(environment.name, found);
		return found;
	};
	const on = (at, position) => {
		const { facts, locks, asker } = stand;
		const { environment, service } = at;
		const line = (facts.line?.commits ?? []).slice(0, position + 1);
		const commit = line[position];
		if (commit === void 0) throw new Error(`the line has no commit ${position}`);
		const lock = lockAnswer(locks, service, environment.name, asker.login);
		const order = orderFindings(stand, at, line);
		const checks = checksOf(environment, commit);
		const rules = [
			...lockFindings({ lock }),
			...heldBy(stand, at, line),
			...standingOf(environment),
			...order.rules
		];
		const others = [
			...order.unread,
			...runningFindings(at),
			...checks === void 0 ? [UNREAD_CHECKS] : []
		];
		const known = {
			sha: commit.sha,
			branch: facts.head.branch ?? "",
			rules,
			others,
			force
		};
		const trunk = {
			kind: "found",
			position,
			line
		};
		if (checks !== void 0) return verdictOf({
			...known,
			trunk,
			checks
		});
		const refusal = refusalBy({
			...known,
			trunk
		});
		if (refusal === void 0) throw new Error("checks that were not read refuse");
		return refusal;
	};
	return {
		checksOf,
		on,
		next: (at) => nextOf(at, checksOf, on)
	};
}
function nextOf(at, checksOf, on) {
	const { train, environment } = at;
	let passed;
	let newest;
	for (const [newer, { commit, position, takenOutBy }] of (train?.commits ?? []).entries()) {
		if (commit.checks === void 0 && newest !== void 0) break;
		const next = {
			commit,
			position,
			verdict: on(at, position),
			newer,
			takenOutBy
		};
		if (next.verdict.kind === "allow") return next;
		newest ??= next;
		if (checksOf(environment, commit)?.findings.length === 0) passed ??= next;
	}
	return passed ?? newest;
}
const UNREAD_CHECKS = {
	reason: "check-unreadable",
	text: "its checks could not be read"
};
/** Freezes, and who asks. */
function standingFindings({ asker, now }, { rules }, force) {
	const { login, role, unread, proof } = asker;
	const known = {
		now,
		lock: {
			kind: "read",
			lock: void 0
		},
		requester: {
			login,
			role,
			proof
		},
		order: void 0,
		force
	};
	const isUnknown = unread !== void 0 && rules.deployers?.role !== void 0;
	return ruleFindings({
		...rules,
		order: void 0
	}, known).map((finding) => finding.reason === "deployer-not-permitted" && isUnknown ? unread : finding);
}
function orderFindings({ facts, policy, now, asker: { login, proof } }, { environment: { name, rules }, service }, line) {
	const { order } = rules;
	if (order === void 0) return {
		rules: [],
		unread: []
	};
	const goodIn = (environment) => {
		const read = facts.environments.get(environment);
		return read === void 0 ? void 0 : goodDeployments(read.deployments, service, policy.services);
	};
	const [before, here] = [goodIn(order.after), goodIn(name)];
	if (before === void 0 || here === void 0) return {
		rules: [],
		unread: [{
			reason: "history-unreadable",
			text: `the deployments to ${order.after} could not be read`
		}]
	};
	const sha = (line.at(-1)?.sha ?? "").toLowerCase();
	const holders = new Set(line.map((commit) => commit.sha.toLowerCase()));
	return {
		rules: ruleFindings({
			...rules,
			freeze: [],
			deployers: void 0,
			proofs: void 0
		}, {
			now,
			lock: {
				kind: "read",
				lock: void 0
			},
			requester: {
				login,
				role: void 0,
				proof
			},
			order: {
				before,
				here,
				holders,
				sha
			}
		}),
		unread: []
	};
}
/** What is held stands in the way of a deployment in stages: the gate judges the same. */
function heldBy({ now }, { deployments, environment: { name, strategy } }, line) {
	if (deployments === void 0 || strategy.staging === void 0) return [];
	const held = deployments.open.flatMap(({ deployment, kind }) => kind === "held" ? [deployment] : []);
	return heldFindings(holdingOf(held, void 0, now), {
		environment: name,
		line,
		live: deployments.live?.sha
	});
}
/** A deployment waits for the one before it, unless the policy says otherwise. */
function runningFindings({ deployments, environment }) {
	const running = deployments?.open.find(({ kind }) => kind === "deploying");
	if (running === void 0 || environment.whenHeld === "wait") return [];
	const { id, sha } = running.deployment;
	return [{
		reason: "environment-held",
		text: `deployment ${id} of ${shortSha(sha)} is in progress`
	}];
}

// src/commands/verbs/deploy.ts
/**
* Deploys a commit: without a SHA the newest that the verdict allows. The plan is shown before anything is created. Throws a
* `UserError` where the verdict refuses, and for whatever comes to nothing before there is a record.
*/
async function deployCommit(ask, ports) {
	const { force, sha } = ask.command;
	const read = await readDeployingFacts(ask, ports);
	const facts = ask.command.allAtOnce === true ? allAtOnce(read) : read;
	const repeated = await repeatedRequest(ask, facts, ports);
	if (repeated !== void 0) return repeated;
	const { stand, position } = sha === void 0 ? newest(facts, force) : await pickCommit(ports, facts.stand, facts.at.environment, sha);
	const whole = {
		...facts,
		stand
	};
	const verdict = verdictsOf(stand, force).on(facts.at, position);
	const plan = (notes) => deployPlanOf({
		stand,
		at: facts.at,
		position,
		verdict,
		force,
		reason: "",
		requester: ask.actor.login,
		page: ports.page,
		notes: [...facts.notes, ...notes]
	});
	const first = plan([]);
	if (first.kind === "again" && force === void 0 && !isUnsettled(stand, facts.at)) return {
		schema: 1,
		code: "already-live",
		plan: first
	};
	const { to } = first;
	if (verdict.kind !== "allow") {
		const { service, environment } = ask.command;
		const task = taskOf(service, stand.policy.services);
		const lines = verdict.reason === "held-by-other" ? heldLines({
			service,
			task,
			environment,
			sha: to.sha
		}) : [];
		const findings = [...verdict.findings, ...lines];
		throw new UserError(verdict.reason, `${shortSha(to.sha)} ${to.title}: ${verdict.text}`, { findings });
	}
	const way = await wayFor(whole, to.sha, ports);
	const shown = plan(way.kind === "dispatch" && way.note !== "" ? [way.note] : []);
	await ports.onPlan(shown);
	return carryOut({
		ask,
		plan: shown,
		facts: whole,
		way
	}, ports);
}
/** As the run will take it: the policy's stages do not count. */
function allAtOnce(facts) {
	const { environment } = facts.at;
	const strategy = {
		...environment.strategy,
		staging: void 0
	};
	return {
		...facts,
		at: {
			...facts.at,
			environment: {
				...environment,
				strategy
			}
		}
	};
}
/** The newest commit that the verdict allows; where it allows none, the one whose refusal says most. */
function newest({ stand, at }, force) {
	const next = verdictsOf(stand, force).next(at);
	if (next !== void 0) return {
		stand,
		position: next.position
	};
	const missing = missingFrom(stand, at);
	if (missing !== void 0) throw new UserError(missing.reason, missing.text);
	const live = at.deployments?.live;
	const text = live === void 0 ? "there is no commit" : `${live.sha.slice(0, 7)} is live, and nothing newer waits`;
	throw new UserError("nothing-to-deploy", `nothing to deploy to ${at.environment.name} of ${at.service}: ${text}`);
}

// src/commands/doctor/item.ts
/** Reads something. What GitHub refuses or cannot say is kept; a bug is thrown. */
async function seen(read) {
	try {
		return {
			isRead: true,
			value: await read()
		};
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		return {
			isRead: false,
			finding: {
				reason: thrown.reason,
				text: thrown.message
			}
		};
	}
}
/** Where nothing is to be done. */
const NOTHING = {
	code: null,
	fix: "",
	copy: "",
	link: ""
};
function good(about, text) {
	return {
		...about,
		...NOTHING,
		state: "good",
		text
	};
}
function skipped(about, text) {
	return {
		...about,
		...NOTHING,
		state: "skipped",
		text
	};
}
/** What could not be read. `instead`: what to do to have it read. */
function unknown(about, { reason, text }, fix = "") {
	return {
		...about,
		...NOTHING,
		state: "unknown",
		text: `not known: ${text}`,
		code: reason,
		fix
	};
}
/** What GitHub shows to no token of this kind. */
function notShown(about, text, fix = "") {
	return {
		...about,
		...NOTHING,
		state: "unknown",
		text,
		fix
	};
}
function stops(about, { copy = "", link = "", ...wrong }) {
	return {
		...about,
		...wrong,
		state: "stops",
		copy,
		link
	};
}
function warning(about, { copy = "", link = "", ...wrong }) {
	return {
		...about,
		...wrong,
		state: "warning",
		copy,
		link
	};
}
/** What a token may not see, another one may; and what a server does not have, no later try finds. */
const NOT_TO_BE_SEEN = [
	"github-forbidden",
	"github-not-found",
	"github-server-too-old"
];
/** Without these nothing is known of whether anything can be deployed. */
const FIRST = ["policy", "way in"];
/** Whether something was not read that has to be, or that a later try may read. */
function isUnread({ state, code, area }) {
	if (state !== "unknown") return false;
	return FIRST.includes(area) || code?.startsWith("github-") === true && !NOT_TO_BE_SEEN.includes(code);
}

// src/commands/doctor/cluster-items.ts
/** What the credentials may do in the cluster. */
function clusterItems({ cluster, door }) {
	const about = {
		area: "cluster",
		object: "cluster"
	};
	if (cluster === void 0) return [skipped(about, `not looked at: ${door === "terminal" ? "add --cluster" : "a terminal with a kubeconfig can, by --cluster"}`)];
	if (!cluster.isRead) {
		const { reason, text } = cluster.finding;
		return [stops(about, {
			code: reason,
			text,
			fix: "see what this reason means"
		})];
	}
	const { server, version, namespace, missing, kinds, isListWhole } = cluster.value;
	const where = {
		area: "cluster",
		object: `namespace ${namespace}`
	};
	const code = "cluster-role-lacks";
	const fix = "add this to the rules of the Role; docs/permissions.md has a whole one";
	return [
		good(about, `${server}, Kubernetes ${version}`),
		...kinds.length > 0 ? [good(where, `may apply ${kinds.join(", ")}`)] : [],
		...kinds.length === 0 && isListWhole ? [stops(where, {
			code,
			text: "may not create and patch any kind: nothing can be applied",
			fix: "bind the Role of docs/permissions.md to these credentials"
		})] : [],
		...isListWhole ? [] : [notShown(where, "the API server says that its list of what may be applied is not whole")],
		...missing.map(({ group, resource, verbs, what, isNeeded }) => {
			const text = `may not ${verbs.join(", ")} ${resource}${group === "" ? "" : ` of ${group}`}: ${what}`;
			const copy = `- { apiGroups: ['${group}'], resources: [${resource}], verbs: [${verbs.join(", ")}] }`;
			return (isNeeded ? stops : warning)(where, {
				code,
				text,
				fix,
				copy
			});
		})
	];
}

// src/commands/doctor/ref-patterns.ts
/** Whether one of these names or patterns fits a ref. `*` matches no slash, `**` also those, as GitHub reads them. */
function refsLetIn(patterns, ref) {
	return patterns.some((pattern) => patternOf(pattern).test(ref));
}
function patternOf(pattern) {
	const parts = pattern.split(/(\*\*\/?|\*|\?)/).map((part) => {
		if (part.startsWith("**")) return ".*";
		if (part === "*") return "[^/]*";
		return part === "?" ? "[^/]" : part.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
	});
	return new RegExp(`^${parts.join("")}$`);
}

// src/commands/doctor/own-token.ts
const OWN = /^\$\{\{\s*(?:github\.token|secrets\.GITHUB_TOKEN|(?:github|secrets)\[\s*'(?:token|GITHUB_TOKEN)'\s*\])\s*\}\}$/i;
/** Whether an input `token` is the one of the workflow itself, which is its default. Everything else is that of another. */
function isOwnToken(input) {
	const token = input?.trim() ?? "";
	return token === "" || OWN.test(token);
}

// src/commands/doctor/way-in-items.ts
const ABOUT$1 = {
	area: "way in",
	object: "deployments"
};
const TEMPLATES = "copy workflows-templates/deploy-by-dispatch.yml or deploy-by-event.yml to .github/workflows";
const BY_DISPATCH = "copy workflows-templates/deploy-by-dispatch.yml to .github/workflows, or deploy with the token of an App";
/** What starts the deployments of a repository, by the workflows of its default branch. */
function wayInOf(workflows) {
	const { event, dispatch } = filesOf(workflows);
	if (event !== void 0 && dispatch !== void 0) return "both";
	if (event !== void 0) return "event";
	return dispatch === void 0 ? "neither" : "dispatch";
}
/** As a deployment chooses: what calls another workflow comes last. `reports`: what runs on deployments and deploys none. */
function filesOf(workflows) {
	const { event, dispatch, others } = wayInFiles(workflows, workflows);
	const caller = dispatch === void 0 ? others.find((one) => one.callsWorkflow) : void 0;
	return {
		event: event ?? caller,
		dispatch,
		reports: others.filter((one) => !one.callsWorkflow)
	};
}
/** Which way in is set up, and whether this token, and that of the deploybot, can go it. */
function wayInItems({ workflows: read, page }) {
	if (!read.isRead) return [unknown(ABOUT$1, read.finding)];
	const { branch, login } = read.value;
	const link = `${page}/actions`;
	const wayIn = wayInOf(branch);
	const { event, dispatch, reports } = filesOf(branch);
	if (wayIn === "neither" && reports.length > 0) {
		const text = `of what runs on deployments (${reports.map(({ file }) => file).join(", ")}) nothing is known to carry them out: no deploy workflow, no action for that, no call of another workflow`;
		return [warning(ABOUT$1, {
			code: "no-way-in",
			text,
			fix: TEMPLATES,
			link
		}), ...startsNothing({
			branch,
			login
		}, link)];
	}
	if (wayIn === "neither") return [stops(ABOUT$1, {
		code: "no-way-in",
		text: "no workflow of the default branch runs on deployments, or is started by hand with a deployment-id",
		fix: TEMPLATES,
		link
	})];
	const [byEvent, byDispatch] = [event?.file ?? "", dispatch?.file ?? ""];
	const texts = {
		both: `by event (${byEvent}) and by dispatch (${byDispatch})`,
		event: `by event (${byEvent}): the token of an App or a person makes the record`,
		dispatch: `by dispatch (${byDispatch})`
	};
	const item = good(ABOUT$1, texts[wayIn]);
	return wayIn === "event" ? [item, ...startsNothing({
		branch,
		login
	}, link)] : [item];
}
/** A record that a workflow's own token makes starts no workflow. */
function startsNothing({ login, branch }, link) {
	if (isListed(login, ["github-actions"])) return [stops({
		area: "way in",
		object: login
	}, {
		code: "no-way-in",
		text: "by event alone, and a record that a workflow's own token makes starts no workflow",
		fix: BY_DISPATCH,
		link
	})];
	return branch.filter(({ calls }) => calls.some(({ role, inputs }) => role === "deploybot" && isOwnToken(inputs.token))).map(({ file }) => {
		return stops({
			area: "way in",
			object: file
		}, {
			code: "no-way-in",
			text: "its commands make records with the workflow's own token, which start no workflow",
			fix: BY_DISPATCH,
			link
		});
	});
}

// src/commands/doctor/environment-items.ts
/** The environments that the policy names, and what lets the jobs of deployments into them. */
function environmentItems(facts) {
	const { policy, environments, page } = facts;
	if (!policy.isRead) return [];
	if (!environments.isRead) return [unknown({
		area: "environments",
		object: "environments"
	}, environments.finding)];
	const link = `${page}/settings/environments`;
	return policy.value.environments.flatMap(({ name }) => {
		const about = {
			area: "environments",
			object: name
		};
		const found = environments.value.find((one) => canonicalName(one.name) === canonicalName(name));
		if (found === void 0) return [warning(about, {
			code: "environment-missing",
			text: "GitHub does not have it: the first deployment makes it, without reviewers and without secrets",
			fix: "create it, with its reviewers and its secrets",
			link
		})];
		const refs = facts.environmentRefs.get(name);
		return [good(about, rulesText(found, refs)), ...refused(found, refs, facts, link)];
	});
}
function rulesText({ reviewers, waitMinutes, refs: kind }, refs) {
	const lets = {
		any: "any branch",
		protected: "protected branches",
		named: refs?.isRead === true ? refs.value.join(", ") || "no branch" : "named branches"
	};
	return [
		reviewers.length === 0 ? "no reviewers" : `reviewers ${reviewers.join(", ")}`,
		waitMinutes === 0 ? "no wait" : `waits ${waitMinutes} min`,
		lets[kind]
	].join("; ");
}
/** What keeps the job of a deployment out. */
function refused({ name, refs: kind, appRules }, refs, { workflows, trunk, settings: { branch } }, link) {
	const about = {
		area: "environments",
		object: name
	};
	const wayIn = workflows.isRead ? wayInOf(workflows.value.branch) : void 0;
	const code = "environment-refuses-run";
	const items = [];
	if (kind !== "any" && (wayIn === "event" || wayIn === "both")) items.push(stops(about, {
		code,
		text: "it has a rule about branches, and the run of a deployment by event has a SHA as its ref, which is no branch",
		fix: "remove the rule and protect it by reviewers, or deploy by dispatch alone",
		link
	}));
	if (wayIn === "dispatch" || wayIn === "both") {
		const isIn = kind === "any" ? true : kind === "protected" ? protectedBranch(trunk) : letsIn(refs, branch);
		if (isIn === false) {
			const text = `its rule about branches does not let in ${branch}, from which deployments are dispatched`;
			items.push(stops(about, {
				code,
				text,
				fix: `add ${branch} to its branches`,
				link
			}));
		}
		if (isIn === void 0) items.push(unknown(about, findingOf(kind === "protected" ? trunk : refs, branch)));
	}
	if (appRules.length > 0) {
		const text = `an App decides on it (${appRules.join(", ")}), and GitHub refuses 'deployment: false', which the deploy workflow has, there`;
		items.push(stops(about, {
			code,
			text,
			fix: "remove the App's rule, or call a copy of the workflow without that line",
			link
		}));
	}
	return items;
}
function letsIn(refs, branch) {
	return refs?.isRead === true ? refsLetIn(refs.value, branch) : void 0;
}
/** Where no branch at all is protected, GitHub lets all of them in: of an unprotected one it is not known. */
function protectedBranch(trunk) {
	return trunk.isRead && trunk.value.isProtected ? true : void 0;
}
function findingOf(read, branch) {
	if (read?.isRead === false) return read.finding;
	return {
		reason: "environment-refuses-run",
		text: `${branch} has no protection, and it lets in protected branches, or all where none is`
	};
}

// src/commands/doctor/lock-items.ts
const ABOUT = {
	area: "locks",
	object: "locks"
};
const PREFIX = {
	custom: "refs/commit-train/locks/",
	branches: "refs/heads/commit-train-locks/",
	tags: "refs/tags/commit-train-locks/"
};
/** Rules that keep a lock from being created, changed or deleted. */
const BLOCKING = [
	"creation",
	"update",
	"deletion",
	"non_fast_forward",
	"pull_request",
	"required_signatures"
];
/** Whether locks can be kept where the policy says. */
function lockItems({ policy, locks, page }) {
	if (!policy.isRead) return [];
	if (locks === void 0) return [skipped(ABOUT, "the policy keeps no locks ('refs: none')")];
	const place = `${PREFIX[locks.refs]} of ${locks.repository}`;
	return [
		countItem(locks, place),
		...ruleItems(locks, page),
		...probeItems(locks, place)
	];
}
/** What cannot be read counts as locked: nothing is deployed then. */
function countItem({ count, repository }, place) {
	if (count.isRead) return good(ABOUT, `${counted$1(count.value, "lock")} in ${place}`);
	const { reason, text } = count.finding;
	const fix = `let the tokens that deploy read ${repository} (contents: read)`;
	return stops(ABOUT, {
		code: reason,
		text: `cannot be read, which counts as locked: ${text}`,
		fix
	});
}
function ruleItems({ refs, branchRules, rulesets, repository }, page) {
	const about = {
		area: "locks",
		object: "rules"
	};
	const code = "lock-place-ruled";
	const fix = `leave ${PREFIX[refs]} out of the rule, or let the accounts that lock bypass it`;
	const link = page.endsWith(`/${repository}`) ? `${page}/settings/rules` : "";
	const items = [];
	if (!branchRules.isRead) items.push(unknown(about, branchRules.finding));
	else {
		const found = [...new Set(branchRules.value.filter((type) => BLOCKING.includes(type)))];
		if (found.length > 0) {
			const text = `rules about branches (${found.join(", ")}) hold for ${PREFIX[refs]}`;
			items.push(warning(about, {
				code,
				text,
				fix,
				link
			}));
		}
	}
	if (!rulesets.isRead) return [...items, unknown(about, rulesets.finding)];
	const ref = `${PREFIX[refs]}env.production`;
	const found = rulesets.value.filter(({ target, refs: named, rules }) => target === "push" || refs === "tags" && (named.includes("~ALL") || refsLetIn(named, ref)) && rules.some((one) => BLOCKING.includes(one)));
	for (const { name, target, rules, link: own } of found) {
		const text = target === "push" ? `the push ruleset '${name}' (${rules.join(", ")}) holds for every push, perhaps also for locks` : `the ruleset '${name}' (${rules.join(", ")}) holds for ${PREFIX[refs]}`;
		const what = target === "push" ? "see with --probe whether it does" : fix;
		items.push(warning(about, {
			code,
			text,
			fix: what,
			link: own === "" ? link : own
		}));
	}
	return items.length > 0 ? items : [good(about, `no rule that is shown holds for ${PREFIX[refs]}`)];
}
function probeItems({ probe, repository }, place) {
	const about = {
		area: "locks",
		object: "probe"
	};
	if (probe === void 0) return [skipped(about, "whether a lock can be created and deleted was not tried: --probe does, and leaves nothing")];
	const { own, others } = probe;
	if (own.kind === "done") return [good(about, `a ref was created in ${place} and deleted again`)];
	const works = others.find(({ end }) => end.kind === "done");
	const left = others.flatMap(({ refs, end }) => leftItems(end, refs, repository));
	if (own.kind === "not-deleted") return [...leftItems(own, refsOf(place), repository), ...left];
	const text = `no lock can be created in ${place}: ${own.why.message}`;
	const code = "lock-place-refused";
	if (works !== void 0) {
		const fix = `keep them elsewhere: write this in the policy; '${works.refs}' was tried and works`;
		return [warning(about, {
			code,
			text,
			fix,
			copy: `locks: { refs: ${works.refs} }`
		}), ...left];
	}
	const fix = own.why.reason === "github-forbidden" ? "give the token 'contents: write', and try again" : "turn locks off where they are not wanted, or ask who keeps the rules of the repository";
	return [warning(about, {
		code,
		text,
		fix
	}), ...left];
}
function refsOf(place) {
	return place.startsWith(PREFIX.branches) ? "branches" : place.startsWith(PREFIX.tags) ? "tags" : "custom";
}
function leftItems(end, refs, repository) {
	if (end.kind !== "not-deleted") return [];
	const ref = `${PREFIX[refs]}${end.ref}`;
	const text = `a ref was created, and could not be deleted: ${end.why === void 0 ? "it was not there any more, or another one" : end.why.message}. It holds nothing`;
	const copy = `gh api -X DELETE repos/${repository}/git/${ref}`;
	return [warning({
		area: "locks",
		object: "probe"
	}, {
		code: "lock-place-refused",
		text,
		fix: "delete it by hand",
		copy
	})];
}

// src/commands/doctor/policy-items.ts
/** Whether the policy can be read, and the repository deployed from at all. */
function policyItems({ policy, settings, page }) {
	const { name, branch, archived } = settings;
	const repository = {
		area: "repository",
		object: name
	};
	const about = {
		area: "policy",
		object: POLICY_FILE
	};
	const link = `${page}/blob/${branch}/${POLICY_FILE}`;
	const first = archived ? stops(repository, {
		code: "repository-archived",
		text: "it is archived or disabled: nothing can be deployed from it",
		fix: "unarchive it",
		link: `${page}/settings`
	}) : good(repository, `default branch ${branch}`);
	if (!policy.isRead) {
		const { reason, text } = policy.finding;
		if (reason.startsWith("github-")) return [first, unknown(about, policy.finding)];
		return [first, stops(about, {
			code: reason,
			text,
			fix: reason === "policy-missing" ? "commit it to the default branch" : "correct it on the default branch",
			copy: reason === "policy-missing" ? "environments: { staging: , production: }" : "",
			link
		})];
	}
	const { environments, services } = policy.value;
	const names = environments.map((one) => one.name).join(", ");
	return [first, good(about, `valid: ${counted$1(services.length, "service")}, ${counted$1(environments.length, "environment")} (${names})`)];
}

// src/github/setup/environments.ts
const OWN_RULES = [
	"wait_timer",
	"required_reviewers",
	"branch_policy"
];
/** All environments. Throws a `UserError` (error, `github-…`). */
async function readEnvironments(github) {
	const octokit = await github.octokit();
	return (await wholeList("list the environments", async (page) => {
		const request = {
			...github.repository,
			per_page: 100,
			page
		};
		return (await octokit.request("GET /repos/{owner}/{repo}/environments", request)).data.environments ?? [];
	})).map(({ name, protection_rules: given = [], deployment_branch_policy: refs }) => {
		const rules = given;
		const types = rules.map((rule) => String(fieldOf(rule, "type") ?? ""));
		const wait = rules.map((rule) => fieldOf(rule, "wait_timer")).find((minutes) => typeof minutes === "number");
		return {
			name,
			reviewers: rules.flatMap((rule) => reviewersIn(fieldOf(rule, "reviewers"))),
			waitMinutes: wait ?? 0,
			refs: refs === void 0 || refs === null ? "any" : refs.protected_branches ? "protected" : "named",
			appRules: types.filter((type) => !OWN_RULES.includes(type))
		};
	});
}
function reviewersIn(reviewers) {
	if (!Array.isArray(reviewers)) return [];
	return reviewers.flatMap((one) => {
		const { login, slug, name } = asRecord(fieldOf(one, "reviewer"));
		const team = typeof slug === "string" ? slug : name;
		return typeof login === "string" ? [login] : typeof team === "string" ? [`team ${team}`] : [];
	});
}
/** The names and patterns of refs that an environment lets in. Throws a `UserError` (error, `github-…`). */
async function readEnvironmentRefs(github, environment) {
	const octokit = await github.octokit();
	return (await wholeList("list the branch rules of an environment", async (page) => {
		const request = {
			...github.repository,
			environment_name: environment,
			per_page: 100,
			page
		};
		return (await octokit.request("GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies", request)).data.branch_policies;
	})).flatMap(({ name, type }) => name === void 0 || type === "tag" ? [] : [name]);
}

// src/github/setup/permission-probes.ts
/** For each permission a read that needs it and changes nothing. */
const PROBES = {
	contents: (octokit, { ref, ...where }) => octokit.request("GET /repos/{owner}/{repo}/commits", {
		...where,
		sha: ref
	}),
	checks: (octokit, where) => octokit.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", { ...where }),
	statuses: (octokit, where) => octokit.request("GET /repos/{owner}/{repo}/commits/{ref}/status", { ...where }),
	actions: (octokit, { ref: _, ...where }) => octokit.request("GET /repos/{owner}/{repo}/actions/runs", where),
	deployments: (octokit, { ref: _, ...where }) => octokit.request("GET /repos/{owner}/{repo}/deployments", where),
	issues: (octokit, { ref: _, ...where }) => octokit.request("GET /repos/{owner}/{repo}/issues/comments", where)
};
/** Whether the token may read what a permission is about. Throws a `UserError` where that is not clear. */
async function mayRead(github, permission, branch) {
	const octokit = await github.octokit();
	try {
		await PROBES[permission](octokit, {
			...github.repository,
			ref: branch,
			per_page: 1
		});
		return true;
	} catch (thrown) {
		if (thrown instanceof UserError && thrown.reason === "github-forbidden") return false;
		throw thrown;
	}
}

// src/github/setup/repository-settings.ts
const FLAGS = {
	merge: "allow_merge_commit",
	squash: "allow_squash_merge",
	rebase: "allow_rebase_merge"
};
/** One request. Throws a `UserError` (error, `github-…`). */
async function readRepositorySettings(github) {
	const { data, headers } = await (await github.octokit()).request("GET /repos/{owner}/{repo}", { ...github.repository });
	const methods = [
		"merge",
		"squash",
		"rebase"
	].map((method) => [method, fieldOf(data, FLAGS[method])]);
	const push = fieldOf(data.permissions, "push");
	const scopes = headers["x-oauth-scopes"];
	const [release] = /(?<!\d)\d+\.\d+(?:\.\d+)?/.exec(String(headers["x-github-enterprise-version"] ?? "")) ?? [];
	return {
		name: data.full_name,
		branch: data.default_branch,
		isPublic: data.private === false,
		archived: data.archived || data.disabled,
		merges: methods.every(([, is]) => typeof is === "boolean") ? methods.flatMap(([method, is]) => is === true ? [method] : []) : void 0,
		scopes: typeof scopes === "string" ? scopes.split(",").flatMap((one) => one.trim() || []) : void 0,
		mayPush: typeof push === "boolean" ? push : void 0,
		server: release
	};
}

// src/github/setup/secret-names.ts
/** Throws a `UserError` (error, `github-…`): most tokens may not see them, and no job's own token may. */
async function readSecretNames(github, environments) {
	const repository = await namesAt(github, "GET /repos/{owner}/{repo}/actions/secrets");
	const organization = await namesAt(github, "GET /repos/{owner}/{repo}/actions/organization-secrets");
	const named = /* @__PURE__ */ new Map();
	for (const environment of environments) named.set(environment, await namesIn(github, environment));
	return {
		repository,
		organization,
		environments: named
	};
}
async function namesAt(github, path) {
	const octokit = await github.octokit();
	return (await wholeList("list the secrets", async (page) => {
		return (await octokit.request(path, {
			...github.repository,
			per_page: 100,
			page
		})).data.secrets;
	})).map(({ name }) => name.toUpperCase());
}
async function namesIn(github, environment) {
	const octokit = await github.octokit();
	return (await wholeList("list the secrets of an environment", async (page) => {
		const request = {
			...github.repository,
			environment_name: environment,
			per_page: 100,
			page
		};
		return (await octokit.request("GET /repos/{owner}/{repo}/environments/{environment_name}/secrets", request)).data.secrets;
	})).map(({ name }) => name.toUpperCase());
}

// src/github/setup/trunk-rules.ts
const METHODS = [
	"merge",
	"squash",
	"rebase"
];
/** Two requests. Throws a `UserError` (error, `github-…`). */
async function readTrunkRules(github, branch) {
	const octokit = await github.octokit();
	const [rules, { data }] = await Promise.all([readRulesOf(github, github.repository, branch), octokit.request("GET /repos/{owner}/{repo}/branches/{branch}", {
		...github.repository,
		branch
	})]);
	const { required_status_checks: required } = data.protection;
	const older = data.protected && required?.enforcement_level !== "off" ? required?.checks ?? [] : [];
	const pulls = rules.filter(({ type }) => type === "pull_request").map(({ parameters }) => pullsOf(parameters));
	const [first] = pulls;
	return {
		checks: [...rules.flatMap(checksOf$1), ...older.map(({ context }) => context)],
		pulls: first && {
			approvals: Math.max(...pulls.map((one) => one.approvals)),
			codeOwners: pulls.some((one) => one.codeOwners),
			methods: pulls.reduce((all, { methods }) => methods === void 0 ? all : (all ?? METHODS).filter((one) => methods.includes(one)), void 0)
		},
		noForce: rules.some(({ type }) => type === "non_fast_forward"),
		isProtected: data.protected
	};
}
/** The rules of all active rulesets for a branch of that name, which need not be there. Throws a `UserError` (error, `github-…`). */
async function readRulesOf(github, repository, branch) {
	const octokit = await github.octokit();
	return (await wholeList("list the rules of the branch", async (page) => {
		const request = {
			...repository,
			branch,
			per_page: 100,
			page
		};
		return (await octokit.request("GET /repos/{owner}/{repo}/rules/branches/{branch}", request)).data;
	})).map((rule) => ({
		type: rule.type ?? "",
		parameters: fieldOf(rule, "parameters")
	}));
}
function checksOf$1({ type, parameters }) {
	const checks = type === "required_status_checks" ? fieldOf(parameters, "required_status_checks") : void 0;
	if (!Array.isArray(checks)) return [];
	return checks.map((one) => fieldOf(one, "context")).filter((name) => typeof name === "string");
}
function pullsOf(parameters) {
	const [approvals, owners, methods] = [
		fieldOf(parameters, "required_approving_review_count"),
		fieldOf(parameters, "require_code_owner_review"),
		fieldOf(parameters, "allowed_merge_methods")
	];
	return {
		approvals: typeof approvals === "number" ? approvals : 0,
		codeOwners: owners === true,
		methods: Array.isArray(methods) ? METHODS.filter((one) => methods.includes(one)) : void 0
	};
}

// src/github/setup/rulesets.ts
/** One request, and one for each ruleset. Throws a `UserError` (error, `github-…`). */
async function readOtherRulesets(github, repository) {
	const octokit = await github.octokit();
	const all = await wholeList("list the rulesets", async (page) => {
		const request = {
			...repository,
			per_page: 100,
			page
		};
		return (await octokit.request("GET /repos/{owner}/{repo}/rulesets", request)).data;
	});
	const found = [];
	for (const { id, name, target, enforcement } of all) {
		if (enforcement !== "active" || target !== "tag" && target !== "push") continue;
		const request = {
			...repository,
			ruleset_id: id
		};
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/rulesets/{ruleset_id}", request);
		const refs = fieldOf(asRecord(data.conditions).ref_name, "include");
		found.push({
			name,
			target,
			rules: (data.rules ?? []).map(({ type }) => type),
			refs: Array.isArray(refs) ? refs.filter((one) => typeof one === "string") : [],
			link: data._links?.html?.href ?? ""
		});
	}
	return found;
}

// src/commands/doctor/lock-facts.ts
const KINDS = [
	"custom",
	"branches",
	"tags"
];
/** A branch as a lock of that kind is one. */
const BRANCH_OF_LOCK = "commit-train-locks/env.production";
/** Reads what can be read; writes a ref that holds nothing, and deletes it, where it is to be tried. */
async function readLockLook(parts, { repository: named, refs }, isProbed) {
	if (refs === "none") return void 0;
	const { github } = parts;
	const { owner, repo } = github.repository;
	const repository = named ?? `${owner}/${repo}`;
	const place = ownerAndName(repository);
	const [count, branchRules, rulesets] = await Promise.all([
		seen(async () => (await lockRefsOf(github, place, {
			repository: void 0,
			refs
		})?.list())?.refs.length ?? 0),
		seen(async () => refs === "branches" ? (await readRulesOf(github, place, BRANCH_OF_LOCK)).map(({ type }) => type) : []),
		seen(() => readOtherRulesets(github, place))
	]);
	return {
		repository,
		refs,
		count,
		branchRules,
		rulesets,
		probe: isProbed ? await probeLocks(parts, repository, refs) : void 0
	};
}
async function probeLocks(parts, repository, refs) {
	const own = await probeOne(parts, repository, refs);
	if (own.kind !== "not-created" || own.why.reason !== "github-rejected") return {
		own,
		others: []
	};
	const others = [];
	for (const kind of KINDS.filter((one) => one !== refs)) others.push({
		refs: kind,
		end: await probeOne(parts, repository, kind)
	});
	return {
		own,
		others
	};
}
/** The name is none that a lock has: should it be left there, it holds nothing. */
async function probeOne({ github, clock, newClaim }, repository, refs) {
	const kept = lockRefsOf(github, ownerAndName(repository), {
		repository: void 0,
		refs
	});
	if (kept === void 0) throw new Error(`no refs of ${refs}`);
	const name = `probe-${randomUUID()}`;
	const now = clock.now();
	const lock = {
		scope: {
			service: void 0,
			environment: void 0
		},
		owner: "commit-train",
		link: "",
		claim: newClaim(),
		reason: "doctor tries whether locks can be kept",
		createdAt: now,
		expiresAt: now
	};
	try {
		await kept.create(name, lock);
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		return {
			kind: "not-created",
			why: thrown
		};
	}
	try {
		const ref = (await kept.list()).refs.find((one) => one.name === name);
		if (ref !== void 0 && await kept.remove(ref) === "done") return { kind: "done" };
		return {
			kind: "not-deleted",
			why: void 0,
			ref: name
		};
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		return {
			kind: "not-deleted",
			why: thrown,
			ref: name
		};
	}
}

// src/commands/doctor/read-facts.ts
const PERMISSIONS = [...[
	"contents",
	"checks",
	"statuses",
	"actions",
	"deployments",
	"issues"
]];
/** Reads everything that the set-up is judged by. Throws a `UserError` where not even the repository can be read. */
async function readDoctorFacts({ command: { probe }, door, actor }, ports) {
	const { github, page, cluster } = ports;
	const settings = await readRepositorySettings(github);
	const [policy, environments] = await Promise.all([seen(async () => parsePolicy(await readPolicyText(github), { repository: github.repository.repo })), seen(() => readEnvironments(github))]);
	const keptIn = policy.isRead ? policy.value.locks.repository : void 0;
	if (probe && keptIn !== void 0 && door !== "terminal") await refuseSharedLock(github, actor.login, keptIn);
	const [workflows, reads, environmentRefs, secrets, trunk, locks, access] = await Promise.all([
		seen(() => readTokenAndWorkflows(ports)),
		readPermissions(ports, settings.branch),
		readRefs(ports, policy, environments),
		seen(() => readSecretNames(github, environmentsFor(policy, environments))),
		seen(() => readTrunkRules(github, settings.branch)),
		policy.isRead ? readLockLook(ports, policy.value.locks, probe) : void 0,
		cluster === void 0 ? void 0 : seen(cluster)
	]);
	return {
		settings,
		policy,
		workflows,
		reads,
		environments,
		environmentRefs,
		secrets,
		trunk,
		locks,
		door,
		page,
		cluster: access
	};
}
async function readPermissions({ github }, branch) {
	const read = await Promise.all(PERMISSIONS.map(async (one) => [one, await seen(() => mayRead(github, one, branch))]));
	return new Map(read);
}
/** As the policy spells it, with how GitHub does. */
function inBoth(policy, environments) {
	if (!policy.isRead) return [];
	return policy.value.environments.flatMap(({ name }) => {
		if (!environments.isRead) return [{
			name,
			setup: void 0
		}];
		const setup = environments.value.find((one) => canonicalName(one.name) === canonicalName(name));
		return setup === void 0 ? [] : [{
			name,
			setup
		}];
	});
}
function environmentsFor(policy, environments) {
	return inBoth(policy, environments).map(({ name }) => name);
}
async function readRefs({ github }, policy, environments) {
	const read = /* @__PURE__ */ new Map();
	for (const { name, setup } of inBoth(policy, environments)) if (setup?.refs === "named") read.set(name, await seen(() => readEnvironmentRefs(github, setup.name)));
	return read;
}

// src/commands/doctor/secret-needs.ts
/** What deploy workflows need in an environment. One with another environment written out is none of it. */
function secretNeeds(workflows, environment) {
	const calls = workflows.flatMap((one) => one.calls).filter(({ role, inputs }) => role === "deploy" && isFor(inputs.environment, environment));
	const all = calls.map(needsOfCall);
	return [...new Set(all.flatMap((needs) => needs.map(({ name }) => name)))].map((name) => {
		const found = all.flatMap((needs) => needs.filter((one) => one.name === name));
		const [first] = found;
		if (first === void 0) throw new Error(`no need of ${name}`);
		const isSame = found.every(({ kept, isOfCaller }) => kept === first.kept && isOfCaller === first.isOfCaller);
		return {
			...first,
			kept: isSame ? first.kept : void 0,
			isSure: found.length === calls.length && calls.every(({ isKnown }) => isKnown)
		};
	});
}
function isFor(named, environment) {
	return named === void 0 || named === "" || named.includes("${{") || canonicalName(named) === canonicalName(environment);
}
function needsOfCall({ isWorkflow, inputs, handed }) {
	const named = (inputs["secret-env"] ?? "").split(/[\s,]+/).filter((name) => /^[A-Za-z_]\w*$/.test(name));
	return [...new Set([...isWorkflow ? ["KUBECONFIG"] : [], ...named].map((name) => name.toUpperCase()))].map((name) => {
		const kept = handed === "inherit" ? name : keptAs(handed, name);
		return {
			name,
			kept,
			isOfCaller: isWorkflow && kept !== name
		};
	});
}
function keptAs(handed, name) {
	const [, value = ""] = [...handed].find(([key]) => key.toUpperCase() === name) ?? [];
	return /^\$\{\{\s*secrets\.(\w+)\s*\}\}$/.exec(value.trim())?.[1]?.toUpperCase();
}
/** Where a need is met: by the environment, else by the repository or the organization. `unclear`: no way to see it. */
function metBy({ name, kept, isOfCaller, isSure }, own, { repository, organization }) {
	if (own.includes(name) && (isOfCaller || kept === name)) return "own";
	if (kept === void 0) return "unclear";
	if (!isOfCaller && own.includes(kept)) return "own";
	const from = repository.includes(kept) ? "repository" : organization.includes(kept) ? "organization" : void 0;
	if (from !== void 0) return kept === name ? from : "chosen";
	return own.includes(kept) || !isSure ? "unclear" : "none";
}

// src/commands/doctor/secret-items.ts
const WHO_SEES = "names of secrets are shown to a token of an administrator, or one with 'secrets: read' and 'environments: read'";
/** Where the jobs of each environment that the policy names get their secrets from. Names alone: GitHub shows no values. */
function secretItems({ policy, secrets, workflows, page }) {
	if (!policy.isRead) return [];
	const about = {
		area: "secrets",
		object: "secrets"
	};
	if (!secrets.isRead) {
		const { reason, text } = secrets.finding;
		return [{
			...notShown(about, `not known: ${text}`, `ask with another token: ${WHO_SEES}`),
			code: reason
		}];
	}
	const link = `${page}/settings/environments`;
	return policy.value.environments.flatMap(({ name }) => {
		const needs = workflows.isRead ? secretNeeds(workflows.value.branch, name) : [];
		return itemsOf$1(name, secrets.value, {
			needs,
			link
		});
	});
}
function itemsOf$1(environment, secrets, { needs, link }) {
	const { repository, organization, environments } = secrets;
	const own = environments.get(environment) ?? [];
	const elsewhere = [...environments].filter(([name]) => name !== environment).flatMap(([, names]) => names);
	const items = [];
	if (own.length > 0) items.push(good({
		area: "secrets",
		object: environment
	}, `has ${own.toSorted().join(", ")}`));
	const needed = new Map(needs.map((one) => [one.name, one]));
	for (const name of [.../* @__PURE__ */ new Set([...needed.keys(), ...elsewhere])].toSorted()) {
		const about = {
			area: "secrets",
			object: `${name} of ${environment}`
		};
		const copy = `gh secret set ${name} --env ${/^[\w.-]+$/.test(environment) ? environment : `'${environment}'`}`;
		const need = needed.get(name);
		const met = metBy(need ?? {
			name,
			kept: name,
			isOfCaller: false,
			isSure: false
		}, own, {
			repository,
			organization
		});
		if (met === "repository" || met === "organization") {
			const text = `the environment does not have it, so its jobs get that of the ${met}, which every environment may get`;
			const fix = `give the environment its own, and remove that of the ${met}`;
			items.push(warning(about, {
				code: "secret-falls-back",
				text,
				fix,
				copy,
				link
			}));
		} else if (met === "unclear" && need !== void 0) {
			const text = need.isSure ? "from where the workflow takes it is not shown here" : "not every workflow that may deploy here is known to need it";
			items.push(notShown(about, `not known whether it is there: ${text}`));
		} else if (met === "none" && need !== void 0) {
			const text = `the deploy workflow needs it${need.kept === name || need.kept === void 0 ? "" : `, as ${need.kept}`}, and neither the environment, the repository nor the organization has it`;
			items.push(stops(about, {
				code: "secret-missing",
				text,
				fix: "give it to the environment",
				copy,
				link
			}));
		}
	}
	return items;
}

// src/commands/doctor/server-items.ts
/** Since which release a server knows a key; undefined: none so far. `docs/workflows.md` has the same table. */
const SINCE = {
	"concurrency.queue": void 0,
	"environment.deployment": void 0,
	"schedule.timezone": "3.22"
};
/** The line of a file that has the key. */
const LINE = {
	"concurrency.queue": "/^ *queue: max$/d",
	"environment.deployment": "/^ *deployment: false$/d",
	"schedule.timezone": "/^ *timezone: /d"
};
/** The first release whose runners have the Node.js of the actions. */
const OLDEST = "3.18";
/** The first release with rulesets. */
const RULES = "3.10";
/** What a GitHub Enterprise Server lacks; nothing for github.com. */
function serverItems({ settings: { server }, workflows, policy }) {
	if (server === void 0) return [];
	const about = {
		area: "server",
		object: "GitHub Enterprise Server"
	};
	const code = "server-lacks";
	const items = [good(about, server)];
	if (isOlder(server, OLDEST)) items.push(warning(about, {
		code,
		text: `its runners may be older than 2.327.1, and the actions need node24, which later ones have`,
		fix: `upgrade the runners, or the server to ${OLDEST}`
	}));
	if ((policy.isRead ? policy.value.environments.filter(({ checks }) => checks.count === "required") : []).length > 0 && isOlder(server, RULES)) {
		const text = `it has no rulesets, which 'checks: required' reads (since ${RULES})`;
		items.push(stops(about, {
			code,
			text,
			fix: "list the checks' names under 'checks:' in the policy"
		}));
	}
	if (!workflows.isRead) return items;
	for (const { file, newKeys } of workflows.value.branch) {
		const keys = newKeys.filter((key) => SINCE[key] === void 0 || isOlder(server, SINCE[key]));
		if (keys.length === 0) continue;
		const text = `it does not know ${keys.join(", ")}, and refuses the whole file: no run starts`;
		const fix = "leave out these lines; docs/workflows.md says what is missing without them";
		const copy = `sed -i ${keys.map((key) => `-e '${LINE[key]}'`).join(" ")} .github/workflows/${file}`;
		items.push(stops({
			area: "server",
			object: file
		}, {
			code,
			text,
			fix,
			copy
		}));
	}
	return items;
}
function isOlder(release, than) {
	const [major = 0, minor = 0] = release.split(".").map(Number);
	const [thanMajor = 0, thanMinor = 0] = than.split(".").map(Number);
	return major === thanMajor ? minor < thanMinor : major < thanMajor;
}

// src/commands/doctor/token-items.ts
/** What commands need, and for what. */
const NEEDS$1 = {
	contents: {
		level: "write",
		what: "the policy, the commits, and locks"
	},
	checks: {
		level: "read",
		what: "whether a commit may go"
	},
	statuses: {
		level: "read",
		what: "whether a commit may go"
	},
	actions: {
		level: "write",
		what: "runs, and starting one by dispatch"
	},
	deployments: {
		level: "write",
		what: "deployments"
	},
	issues: {
		level: "write",
		what: "the reply to a comment"
	}
};
/** Who the token is, and what it may do, as far as reading shows it. */
function tokenItems({ workflows, settings, reads, door }) {
	const about = {
		area: "token",
		object: "token"
	};
	const who = workflows.isRead ? good(about, ownerText(workflows.value.login, settings)) : unknown(about, workflows.finding);
	const asked = [...reads].filter(([name]) => name !== "issues" || door === "comment");
	const pulls = notShown({
		area: "token",
		object: "pull-requests"
	}, "not tried: reading is needed to know when a commit was merged");
	return [
		who,
		...asked.map(([name, read]) => read.isRead ? itemOf(name, read.value, settings) : unknown(aboutOf(name), read.finding)),
		pulls
	];
}
function ownerText(login, { scopes, mayPush }) {
	if (isListed(login, ["github-actions"])) return "a workflow's own";
	return `of ${login}${scopes === void 0 ? "" : `, classic, with the scopes ${scopes.join(", ") || "none"}`}${scopes !== void 0 && mayPush === false ? `; ${login} may not push here` : ""}`;
}
function aboutOf(name) {
	return {
		area: "token",
		object: name
	};
}
function itemOf(name, isReadable, settings) {
	const { level, what } = NEEDS$1[name];
	const about = aboutOf(name);
	const copy = `permissions: { ${name}: ${level} }`;
	const lacks = (text) => {
		return (name === "issues" ? warning : stops)(about, {
			code: "token-permission-missing",
			text,
			fix: "give the token this permission: under the job for its own token, in the settings of an App or a fine-grained token",
			copy
		});
	};
	if (!isReadable) return lacks(`may not even read, and '${level}' is needed (${what})`);
	if (level === "read") return good(about, "may read");
	const written = writtenBy(name, settings);
	if (written === true) return good(about, "may write");
	if (written === false) return lacks(`may read and not write, and 'write' is needed (${what})`);
	return notShown(about, `may read; whether it may write, GitHub does not show (needed for ${what})`);
}
/**
* Whether a classic token may write; undefined for others: GitHub does not show what they may do. To an App it answers that it
* may not push, whatever its token may.
*/
function writtenBy(name, { scopes, mayPush, isPublic }) {
	if (scopes === void 0 || mayPush === void 0) return void 0;
	if (mayPush === false) return false;
	if (scopes.includes("repo") || isPublic && scopes.includes("public_repo")) return true;
	return name === "deployments" && scopes.includes("repo_deployment");
}

// src/commands/doctor/trunk-items.ts
const about = (object) => ({
	area: "trunk",
	object
});
/** How commits come to the default branch: each deployment is one of them. */
function trunkItems({ trunk, settings, policy, page }) {
	if (!trunk.isRead) return [unknown(about(settings.branch), trunk.finding)];
	const link = `${page}/settings/rules`;
	const rules = trunk.value;
	const counted = policy.isRead ? policy.value.environments.filter(({ checks }) => checks.count === "required") : [];
	return [
		mergeItem(rules, settings, page),
		checksItem(rules, counted.filter(({ checks }) => checks.noChecks === "refuse").map(({ name }) => name), link),
		...reviewItems(rules, link),
		forceItem(rules, link)
	];
}
function mergeItem({ pulls }, { merges: allowed, name }, page) {
	const ruled = pulls?.methods;
	const methods = ruled === void 0 ? allowed : ruled.filter((one) => allowed?.includes(one) ?? true);
	if (methods === void 0) return notShown(about("merges"), "GitHub shows how pull requests are merged to tokens that may write contents", "look at the settings");
	if (methods.length === 0) {
		const text = `no pull request can be merged: the ruleset allows ${(ruled ?? []).map(words).join(", ") || "nothing"}, the repository ${(allowed ?? []).map(words).join(", ") || "nothing"}`;
		return warning(about("merges"), {
			code: "trunk-not-squashed",
			text,
			fix: "allow squash in both",
			link: `${page}/settings`
		});
	}
	if (methods.every((one) => one === "squash")) return good(about("merges"), "squash alone: a pull request is one commit");
	const text = `by ${methods.map(words).join(", ")}: a pull request is more than one commit, or a merge of them`;
	const copy = `gh api -X PATCH repos/${name} -F allow_squash_merge=true -F allow_merge_commit=false -F allow_rebase_merge=false`;
	return warning(about("merges"), {
		code: "trunk-not-squashed",
		text,
		fix: "allow squash alone, so that each commit of the line was reviewed, checked and can be rolled back as a whole",
		copy,
		link: `${page}/settings`
	});
}
function words(method) {
	return {
		merge: "merge commit",
		squash: "squash",
		rebase: "rebase"
	}[method];
}
/** `counted`: environments where nothing but required checks counts, and none is a refusal. */
function checksItem({ checks }, counted, link) {
	if (checks.length > 0) return good(about("required checks"), [...new Set(checks)].join(", "));
	const fix = "require the checks that every commit must pass";
	if (counted.length === 0) return warning(about("required checks"), {
		code: "trunk-unchecked",
		text: "none: a pull request can be merged while its checks fail",
		fix,
		link
	});
	const text = `none, and the policy counts those alone for ${counted.join(", ")}: every commit is refused there`;
	return stops(about("required checks"), {
		code: "trunk-unchecked",
		text,
		fix,
		link
	});
}
function reviewItems({ pulls, isProtected }, link) {
	const { approvals = 0, codeOwners = false } = pulls ?? {};
	if (isProtected && !(approvals > 0 && codeOwners)) return [notShown(about("reviews"), "the branch is protected; what its protection asks of reviews GitHub shows to administrators alone", "look at the settings, or use a ruleset, which everybody may read")];
	const code = "trunk-not-reviewed";
	if (approvals === 0) {
		const text = pulls === void 0 ? "no rule asks for a pull request" : "pull requests need no approval";
		return [warning(about("reviews"), {
			code,
			text,
			fix: "ask for a pull request with an approval of a code owner",
			link
		})];
	}
	const text = `${approvals} ${approvals === 1 ? "approval" : "approvals"}`;
	if (codeOwners) return [good(about("reviews"), `${text}, one of a code owner`)];
	return [warning(about("reviews"), {
		code,
		text: `${text}, which need not be that of a code owner`,
		fix: "ask for the review of code owners, so that .github/commit-train.yml and the workflows have one",
		link
	})];
}
function forceItem({ noForce, isProtected }, link) {
	const object = "force pushes";
	if (noForce) return good(about(object), "are refused");
	if (isProtected) return notShown(about(object), "the branch is protected; whether its protection lets them through GitHub shows to administrators alone");
	return warning(about(object), {
		code: "trunk-not-kept",
		text: "no rule refuses them: what is live may vanish from the line",
		fix: "block force pushes",
		link
	});
}

// src/commands/doctor/workflow-needs.ts
const JUDGED = {
	contents: "read",
	checks: "read",
	statuses: "read",
	actions: "read"
};
/** What the token of a job needs for what it runs: `docs/permissions.md`. */
const NEEDS = {
	deploy: {
		...JUDGED,
		deployments: "write"
	},
	plan: { contents: "read" },
	reconcile: {
		contents: "read",
		deployments: "write",
		actions: "write"
	},
	"notify-stale": {
		...JUDGED,
		deployments: "read",
		"pull-requests": "read"
	},
	deploybot: {
		contents: "write",
		deployments: "write",
		issues: "write",
		"pull-requests": "write",
		checks: "read",
		statuses: "read",
		actions: "write"
	},
	build: {}
};
/** What the called workflow asks for beside: GitHub starts none that asks for more than its caller has. */
const OF_WORKFLOW = {
	packages: "read",
	attestations: "read"
};
/** The permissions that a call needs. `isServer`: of GitHub Enterprise Server, which does not know them all. */
function needsOf({ role, isWorkflow, inputs }, isServer) {
	if (role === "build") return inputs.image?.startsWith("ghcr.io/") === true && inputs.push !== "false" ? { packages: "write" } : {};
	const { attestations, ...others } = OF_WORKFLOW;
	const beside = isWorkflow ? {
		...others,
		...isServer ? {} : { attestations }
	} : {};
	return {
		...NEEDS[role],
		...beside
	};
}
/** Those that a job does not have; undefined where its file does not say. */
function missingOf(needs, granted) {
	if (granted === "default") return void 0;
	return Object.entries(needs).flatMap(([name, level]) => has(granted, name, level) ? [] : [`${name}: ${level}`]);
}
function has(granted, name, level) {
	if (granted === "write-all") return true;
	if (granted === "read-all") return level === "read";
	const given = granted.get(name);
	return given === "write" || given === level;
}

// src/commands/doctor/workflow-items.ts
const DOES = {
	deploy: "deploys",
	plan: "plans",
	reconcile: "reconciles",
	"notify-stale": "looks for stale commits",
	deploybot: "answers commands",
	build: "builds"
};
/** The workflows that run something of this project: whether they are pinned, and what their jobs may do. */
function workflowItems({ workflows: read, policy, settings, page }) {
	if (!read.isRead) return [unknown({
		area: "workflows",
		object: "workflows"
	}, read.finding)];
	const { branch } = read.value;
	const roles = new Set(branch.flatMap(({ calls }) => calls.map(({ role }) => role)));
	const isServer = settings.server !== void 0;
	const linkOf = (file) => `${page}/blob/${settings.branch}/.github/workflows/${file}`;
	const files = branch.filter(({ calls }) => calls.length > 0);
	const isStaleWanted = policy.isRead && policy.value.environments.some(({ stale, slack }) => stale !== void 0 && slack.channel !== void 0);
	return [
		...files.flatMap((one) => itemsOf(one, isServer, linkOf(one.file))),
		...roles.has("reconcile") ? [] : [withoutReconcile(page)],
		...isStaleWanted && !roles.has("notify-stale") ? [WITHOUT_STALE] : []
	];
}
/** One scan may look at many repositories. */
const WITHOUT_STALE = skipped({
	area: "workflows",
	object: "notify-stale"
}, "no workflow of this repository runs it; that of another one may look here, too");
function withoutReconcile(page) {
	return warning({
		area: "workflows",
		object: "reconcile"
	}, {
		code: "workflow-missing",
		text: "no workflow runs it: deployments whose run is gone stay open",
		fix: "copy workflows-templates/reconcile.yml to .github/workflows",
		link: `${page}/actions`
	});
}
function itemsOf({ file, calls }, isServer, link) {
	const about = {
		area: "workflows",
		object: file
	};
	const does = [...new Set(calls.map(({ role }) => DOES[role]))].join(", ");
	const loose = [...new Set(calls.filter(({ isPinned }) => !isPinned).map(({ uses }) => uses))];
	const pinned = loose.length === 0 ? "pinned by SHA" : "not pinned";
	return [
		good(about, `${does}, ${pinned}`),
		...loose.map((uses) => {
			const text = `${uses} is no full SHA: who moves it decides what runs with the job's permissions and secrets`;
			const fix = "name the commit of a release by its full SHA";
			const copy = `uses: ${uses.replace(/@.*$/, "")}@<full SHA>`;
			return warning(about, {
				code: "workflow-not-pinned",
				text,
				fix,
				copy,
				link
			});
		}),
		...calls.flatMap((call) => permissionItems(call, {
			file,
			isServer,
			link
		}))
	];
}
function permissionItems(call, { file, isServer, link }) {
	const about = {
		area: "workflows",
		object: `${file}, job ${call.job}`
	};
	if (!call.isWorkflow && !isOwnToken(call.inputs.token)) return [notShown(about, `'${DOES[call.role]}' has another token than the job's own: what that may do is not shown here`)];
	const needs = needsOf(call, isServer);
	const names = Object.entries(needs).map(([name, level]) => `${name}: ${level}`);
	const copy = names.length === 0 ? "" : `permissions: { ${names.join(", ")} }`;
	const missing = missingOf(needs, call.granted);
	if (missing === void 0) {
		if (names.length === 0) return [];
		return [{
			...notShown(about, `what it may do is not known: neither the job nor the file has 'permissions', so the repository's settings decide`, "write what the job needs"),
			copy,
			link
		}];
	}
	if (missing.length === 0) return [good(about, `its token may do what it needs${names.length === 0 ? "" : ` (${names.join(", ")})`}`)];
	const text = `its token lacks ${missing.join(", ")}, which '${DOES[call.role]}' needs`;
	const found = {
		code: "workflow-permission-missing",
		text,
		fix: "write this under the job; where it has 'permissions' already, complete them",
		copy,
		link
	};
	if (call.isKnown) return [stops(about, found)];
	return [warning(about, {
		...found,
		text: `if ${call.uses} is a copy of commit-train, ${text}`
	})];
}

// src/commands/verbs/doctor.ts
/**
* How a repository is set up for deployments, and what is wrong with it. Writes nothing, but for the ref that `--probe` creates
* and deletes. Throws a `UserError` where not even the repository can be read.
*/
async function doctor(ask, ports) {
	return doctorAnswer(await readDoctorFacts(ask, ports));
}
/** Judges what was read. */
function doctorAnswer(facts) {
	const { settings, workflows } = facts;
	const items = [
		...policyItems(facts).filter(({ area }) => area === "repository"),
		...serverItems(facts),
		...policyItems(facts).filter(({ area }) => area !== "repository"),
		...wayInItems(facts),
		...workflowItems(facts),
		...tokenItems(facts),
		...environmentItems(facts),
		...secretItems(facts),
		...trunkItems(facts),
		...lockItems(facts),
		...clusterItems(facts)
	];
	const isShown = facts.door === "terminal" || !settings.isPublic;
	const count = (state) => items.filter((one) => one.state === state).length;
	return {
		schema: 1,
		code: codeOf(items),
		repository: settings.name,
		branch: settings.branch,
		server: settings.server ?? null,
		wayIn: workflows.isRead ? wayInOf(workflows.value.branch) : null,
		isShown,
		counts: {
			stops: count("stops"),
			warning: count("warning"),
			unknown: count("unknown")
		},
		items: isShown ? items : []
	};
}
function codeOf(items) {
	const has = (state) => items.some((one) => one.state === state);
	if (has("stops")) return "doctor-stops";
	if (items.some(isUnread)) return "doctor-unknown";
	return has("warning") ? "doctor-warns" : "doctor-good";
}

// src/commands/facts/brief.ts
/** A deployment as answers have it. */
function briefOf(deployment, { doors }) {
	const { id, sha, creator, byPerson = false, payload, createdAt, statuses } = deployment;
	const { login } = requesterOf({
		creator,
		byPerson,
		payload
	}, doors);
	const log = statuses.findLast(({ logUrl }) => logUrl !== "")?.logUrl ?? "";
	return {
		id,
		sha,
		by: login,
		created: isoOf(createdAt),
		log
	};
}
function isoOf(at) {
	return new Date(at).toISOString();
}

// src/domain/deployment/delivery-figures.ts
/**
* The four figures of one service in one environment, each as docs/commands.md defines it. `past`: newest first; those before
* the period say what was live then. `line`: undefined where it was not read.
*/
function deliveryFigures(past, line, period) {
	const oldestFirst = past.toReversed();
	const inPeriod = (at) => at !== void 0 && at >= period.from;
	const live = oldestFirst.filter(({ liveFrom }) => inPeriod(liveFrom));
	const days = (period.to - period.from) / DAY;
	const { leads, unknown } = leadTimes(oldestFirst, line ?? [], inPeriod);
	const changes = oldestFirst.filter((one) => !one.back && changed(one) && inPeriod(one.ended));
	const failures = changes.filter((one) => hasFailed(one, oldestFirst));
	const restores = failures.map((one) => restoreTime(one, oldestFirst));
	const known = restores.filter((ms) => ms !== void 0);
	return {
		frequency: past.length === 0 ? void 0 : {
			perDay: live.length / days,
			n: live.length
		},
		leadTime: measured(leads),
		leadTimeUnknown: unknown,
		changeFailure: changes.length === 0 ? void 0 : {
			share: failures.length / changes.length,
			failed: failures.length,
			n: changes.length
		},
		restore: measured(known),
		unrestored: restores.length - known.length
	};
}
/** How many were asked for on each day of the period on which there were any, newest first. */
function dayCounts(past, { from }) {
	const asked = past.filter(({ deployment: { createdAt } }) => createdAt >= from);
	return [...Map.groupBy(asked, ({ deployment }) => new Date(deployment.createdAt).toISOString().slice(0, 10))].toSorted(([one], [other]) => one < other ? 1 : -1).map(([day, of]) => {
		const succeeded = of.filter(({ outcome }) => outcome === "success");
		const failed = of.filter(({ outcome }) => outcome === "failed").length;
		return {
			day,
			failed,
			succeeded: succeeded.length,
			back: succeeded.filter(({ back }) => back).length,
			others: of.length - succeeded.length - failed
		};
	});
}
/** Each commit counts once, with the deployment that brought it first; what the oldest one brought is not known. */
function leadTimes(oldestFirst, line, inPeriod) {
	const positions = new Map(line.map(({ sha }, position) => [sha.toLowerCase(), position]));
	const leads = [];
	let unknown = 0;
	/** Position of the newest commit that was ever live. */
	let newest;
	for (const { deployment, liveFrom } of oldestFirst) {
		const position = positions.get(deployment.sha.toLowerCase());
		if (liveFrom === void 0 || position === void 0) continue;
		const brought = newest === void 0 ? [] : line.slice(position, Math.max(position, newest));
		newest = Math.min(newest ?? position, position);
		if (!inPeriod(liveFrom)) continue;
		for (const { merged } of brought) if (merged === void 0) unknown += 1;
		else leads.push(Math.max(0, liveFrom - merged));
	}
	return {
		leads,
		unknown
	};
}
/** Refused, cancelled and superseded ones changed nothing, or it is not known; of an error neither is known. */
function changed({ outcome }) {
	return outcome === "success" || outcome === "failed";
}
function hasFailed(one, oldestFirst) {
	return one.outcome === "failed" || nextLive(one, oldestFirst)?.back === true;
}
function restoreTime(one, oldestFirst) {
	if (one.restored !== void 0 && one.ended !== void 0) return one.ended - one.began;
	const since = one.outcome === "failed" ? one.began : one.liveFrom;
	const until = nextLive(one, oldestFirst)?.liveFrom;
	return since === void 0 || until === void 0 ? void 0 : Math.max(0, until - since);
}
/** The next one that went live. */
function nextLive(one, oldestFirst) {
	return oldestFirst.slice(oldestFirst.indexOf(one) + 1).find(({ liveFrom }) => liveFrom !== void 0);
}
function measured(values) {
	const sorted = values.toSorted((one, other) => one - other);
	const middle = sorted.length >> 1;
	const high = sorted[middle];
	if (high === void 0) return void 0;
	const low = sorted[middle - 1] ?? high;
	return {
		median: sorted.length % 2 === 0 ? (low + high) / 2 : high,
		n: sorted.length
	};
}

// src/github/scan/repository-history.ts
/** Reads the deployments of some environments, newest first, no further than asked. Throws a `UserError` as `openRepository` does. */
async function readRepositoryHistory(tools, request) {
	const draft = await openRepository(tools, request);
	if (!("question" in draft)) return {
		head: draft.head,
		environments: /* @__PURE__ */ new Map(),
		unread: [],
		draft: void 0
	};
	await readUntil(tools, newReadings(draft), ({ deployments }) => request.enough(deployments), request.pages);
	const unread = takeProblem(draft, "deployments");
	if (unread.length > 0) draft.environments.clear();
	return {
		head: draft.head,
		environments: draft.environments,
		unread,
		draft
	};
}
/** Pages of commits and of pushes, a hundred in each. */
const LINE_PAGES = 10;
/** Reads the line of the branch until it has found some commits, and when each of its commits was pushed or merged. */
async function readTimedLine(tools, draft, wanted) {
	const { repository, head } = draft.head;
	const walk = new FirstParentWalk(head);
	let after;
	for (let page = 1; page <= LINE_PAGES; page++) {
		const part = historyPart(repository, {
			head,
			after,
			first: 100
		});
		const value = valueFor(draft, (await askParts(tools, HISTORY, [part])).get(part));
		if (value === void 0) return {
			line: void 0,
			unread: takeProblem(draft, "commits")
		};
		walk.take(value.commits);
		after = value.next;
		const found = walk.line.filter(({ sha }) => wanted.has(sha)).length;
		if (after === void 0 || walk.ended || found === wanted.size) break;
	}
	draft.line = {
		commits: walk.line,
		end: "live-found",
		leftAt: /* @__PURE__ */ new Map()
	};
	const positions = walk.line.map((_, position) => position);
	const times = await readLineTimes(tools, draft, positions, LINE_PAGES);
	return {
		line: walk.line.map(({ sha }, position) => ({
			sha,
			merged: times?.[position]
		})),
		unread: takeProblem(draft, "times")
	};
}
function takeProblem(draft, part) {
	const { problem } = draft;
	draft.problem = void 0;
	return problem === void 0 ? [] : [{
		part,
		finding: problem.finding
	}];
}

// src/commands/facts/past.ts
/** What every answer of the family says first. */
function headOf({ read, policy, services, environments }, now) {
	return {
		repository: read.head.repository,
		at: isoOf(now),
		services,
		several: policy.services.length > 1,
		environments: environments.map(({ name }) => name),
		unread: read.unread.map(({ part, finding }) => ({
			part,
			text: finding.text
		}))
	};
}
/** What became of all that was read, service by service in each environment. */
function pastOf({ read, policy, services, environments }) {
	return environments.flatMap(({ name: environment }) => {
		const { deployments = [], complete = false } = read.environments.get(environment) ?? {};
		return services.flatMap((service) => pastDeployments(deploymentsOf(deployments, service, policy.services), complete).map((past) => {
			return {
				service,
				environment,
				past
			};
		}));
	});
}

// src/commands/facts/read-history.ts
/** Points and requests for one command. */
const BUDGET = 300;
/** Reads the deployments of some environments. Throws a `UserError` where not even the policy can be read. */
async function readPastStand(ports, question) {
	const { owner, repo } = ports.github.repository;
	const tools = {
		...ports,
		budget: new Budget(BUDGET)
	};
	let policy;
	const asked = (known) => ({
		services: question.service === void 0 ? known.services : [question.service],
		environments: known.environments.filter(({ name }) => name === (question.environment ?? name))
	});
	const questionOf = (head) => {
		policy = parsePolicy(head.policyText, { repository: head.repository.split("/")[1] ?? "" });
		const { services, apps } = policy;
		return {
			services,
			apps,
			environments: asked(policy).environments.map(({ name }) => ({
				name,
				pathsAfter: void 0
			})),
			asksForRules: false,
			deployments: question.first
		};
	};
	const enough = (all) => {
		if (policy === void 0) throw new Error("deployments come after the policy");
		const known = policy;
		const of = asked(known).services.map((service) => deploymentsOf(all, service, known.services));
		return question.enough(of.flat().toSorted((one, other) => other.id - one.id), all);
	};
	const repository = `${owner}/${repo}`;
	const read = await readRepositoryHistory(tools, {
		repository,
		head: ports.head,
		questionOf,
		enough,
		pages: question.pages
	});
	if (policy === void 0) {
		const { repository: name, closed } = read.head;
		throw new UserError("repository-archived", `${name} is ${closed ?? "closed"}: nothing can be deployed from it`);
	}
	return {
		read,
		policy,
		tools,
		...asked(policy)
	};
}

// src/commands/facts/history-counts.ts
/** Days that the figures are about. */
const PERIOD_DAYS = 30;
/** What is read at most: pages of fifty deployments of an environment, each of a point. */
const READING = {
	pages: 40,
	first: 50
};
/** How often and how well the last days were deployed. */
async function countHistory({ service, environment }, ports, reading = READING) {
	const to = ports.clock.now();
	const asked = to - PERIOD_DAYS * DAY;
	const stand = await readPastStand(ports, {
		...reading,
		service,
		environment,
		enough: (_, all) => (all.at(-1)?.createdAt ?? 0) < asked
	});
	const past = pastOf(stand);
	const from = Math.max(asked, ...[...stand.read.environments.values()].map(firstKnown));
	const period = {
		from,
		to
	};
	const { line, unread } = await lineFor(stand, past.map((one) => one.past), period);
	const head = headOf(stand, to);
	const places = stand.environments.filter(({ name }) => stand.read.environments.has(name)).flatMap(({ name }) => stand.services.map((service) => {
		const of = past.filter((one) => one.environment === name && one.service === service).map((one) => one.past);
		return figuresOf({
			service,
			environment: name
		}, of, {
			line,
			period
		});
	}));
	return {
		schema: 1,
		code: "history-counts",
		...head,
		places,
		unread: [...head.unread, ...unread.map(({ part, finding }) => ({
			part,
			text: finding.text
		}))],
		period: {
			from: isoOf(from),
			to: isoOf(to),
			whole: from === asked
		}
	};
}
/** From when on the deployments of an environment are known. */
function firstKnown({ deployments, complete }) {
	return complete ? 0 : deployments.at(-1)?.createdAt ?? 0;
}
/** The line back to the oldest commit that was live in the period, for when its commits were merged. */
async function lineFor({ read, tools }, past, { from }) {
	const live = past.filter(({ liveFrom, liveUntil }) => liveFrom !== void 0 && (liveUntil ?? from) >= from);
	if (live.length === 0 || read.draft === void 0) return {
		line: void 0,
		unread: []
	};
	return readTimedLine(tools, read.draft, new Set(live.map(({ deployment }) => deployment.sha)));
}
function figuresOf(place, past, { line, period }) {
	const { frequency, leadTime, leadTimeUnknown, changeFailure, restore, unrestored } = deliveryFigures(past, line, period);
	return {
		...place,
		frequency: frequency ?? null,
		leadTime: leadTime ?? null,
		leadTimeUnknown,
		changeFailure: changeFailure ?? null,
		restore: restore ?? null,
		unrestored,
		days: dayCounts(past, period)
	};
}

// src/commands/verbs/history.ts
/** Pages of fifty that are read of an environment at most: services may have few of its deployments. */
const PAGES = 10;
/** What was deployed, newest first. Writes nothing. Throws a `UserError` where not even the policy can be read. */
async function history({ command }, ports) {
	if (command.counts) return countHistory(command, ports);
	const { limit, service, environment } = command;
	const stand = await readPastStand(ports, {
		service,
		environment,
		pages: PAGES,
		first: Math.min(50, limit + 5),
		enough: (ours) => {
			const shown = ours.slice(0, limit);
			const tasks = [...new Set(shown.map(({ task }) => task))];
			const isKnown = (task) => ours.slice(limit).some((one) => one.task === task && isGood(one.statuses)) || shown.findLastIndex((one) => one.task === task) < shown.findLastIndex((one) => one.task === task && isGood(one.statuses));
			return shown.length === limit && tasks.every(isKnown);
		}
	});
	const now = ports.clock.now();
	const deployments = pastOf(stand).map((one) => entryOf(one, {
		stand,
		now
	})).toSorted((one, other) => other.id - one.id);
	return {
		schema: 1,
		code: "history",
		...headOf(stand, now),
		deployments: deployments.slice(0, limit),
		older: deployments.length > limit || stand.environments.some(({ name }) => stand.read.environments.get(name)?.complete === false)
	};
}
function entryOf({ service, environment, past }, { stand, now }) {
	const { deployment, from, fromKnown, outcome, text, began, ended, liveFrom, liveUntil } = past;
	const { back, reason, force, local, restored } = past;
	return {
		...briefOf(deployment, stand.policy),
		service,
		environment,
		from: from ?? null,
		fromKnown,
		outcome,
		text,
		took: ended === void 0 ? null : Math.max(0, ended - began),
		liveFor: liveFrom === void 0 ? null : Math.max(0, (liveUntil ?? now) - liveFrom),
		live: liveFrom !== void 0 && liveUntil === void 0,
		rollback: back,
		reason,
		forced: force ?? null,
		local,
		restored: restored ?? null
	};
}

// src/commands/verbs/rollback.ts
/**
* Deploys the commit of the last good deployment before what is live, or the older one that is named; what is live itself,
* where a newer one failed after it. Then holds the service in
* the environment where the policy says so. Throws a `UserError` as `deploy` does.
*/
async function rollback(ask, ports) {
	const { sha: written, reason } = ask.command;
	const facts = await readDeployingFacts(ask, ports);
	const repeated = await repeatedRequest(ask, facts, ports);
	if (repeated !== void 0) return repeated;
	const { at } = facts;
	const { stand, position } = await pickCommit(ports, facts.stand, at.environment, written ?? halfLeft(facts) ?? lastGood(facts));
	const whole = {
		...facts,
		stand
	};
	const verdict = verdictsOf(stand).on(at, position);
	const plan = deployPlanOf({
		stand,
		at,
		position,
		verdict,
		force: void 0,
		reason,
		requester: ask.actor.login,
		page: ports.page,
		notes: facts.notes
	});
	const name = `${shortSha(plan.to.sha)} ${plan.to.title}`;
	if (plan.kind === "again" && !isUnsettled(stand, at)) return {
		schema: 1,
		code: "already-live",
		plan
	};
	if (plan.kind === "forward" || plan.kind === "first") {
		const than = plan.from === null ? "nothing is live" : `it is newer than ${shortSha(plan.from.sha)}, which is live`;
		throw new UserError("nothing-to-deploy", `${name} is no rollback: ${than}; use 'deploy'`);
	}
	if (verdict.kind !== "allow") throw new UserError(verdict.reason, `${name}: ${verdict.text}`, verdict);
	const way = await wayFor(whole, plan.to.sha, ports);
	const image = "whether its image is still there is looked up by the deployment";
	const shown = {
		...plan,
		notes: [
			...plan.notes,
			image,
			...way.kind === "dispatch" && way.note !== "" ? [way.note] : []
		]
	};
	await ports.onPlan(shown);
	return carryOut({
		ask,
		plan: shown,
		facts: whole,
		way
	}, ports);
}
/**
* What is live, where the newest deployment left it half-way for another commit: that one is to be undone. A rollback that
* failed is tried once more instead.
*/
function halfLeft({ stand, at: { deployments, ...at } }) {
	const { live, open = [] } = deployments ?? {};
	const failed = failedSince(stand, {
		deployments,
		...at
	})?.deployment;
	if (live === void 0 || failed === void 0 || open.some((one) => one.deployment.id > failed.id)) return void 0;
	const positions = positionsOn(stand.facts.line ?? { commits: [] });
	const depth = (sha) => positions.get(sha.toLowerCase()) ?? Number.POSITIVE_INFINITY;
	return depth(failed.sha) > depth(live.sha) ? void 0 : live.sha;
}
/**
* The commit of the last good deployment of an older one than what is live. After a rollback the last one of another commit
* is what was taken out: a rollback that is asked for twice must not bring that back.
*/
function lastGood({ stand, at: { deployments, environment, service } }) {
	const { live, good = [], complete = false, read = 0 } = deployments ?? {};
	const where = `${environment.name} of ${service}`;
	if (live === void 0) throw new UserError("nothing-to-deploy", `nothing is live in ${where}: there is nothing to go back from`);
	const positions = positionsOn(stand.facts.line ?? { commits: [] });
	const liveAt = positions.get(live.sha) ?? -1;
	const before = good.find(({ sha }) => sha !== live.sha && (positions.get(sha) ?? Number.POSITIVE_INFINITY) > liveAt);
	if (before !== void 0) return before.sha;
	if (complete) throw new UserError("nothing-to-deploy", `${where} has no good deployment of an older commit than ${shortSha(live.sha)}`);
	const text = `no good deployment of an older commit is among the ${read} newest to ${where}: name the commit`;
	throw new UserError("history-unreadable", text);
}

// src/commands/facts/commit-status.ts
/** The newest commits of the branch; undefined where they could not be read. */
function commitStatuses({ facts: { line }, policy }, stands, { verdicts, limit }) {
	if (line === void 0) return void 0;
	const times = mergeTimes(line.commits);
	const placesWhere = (isThere) => stands.filter(isThere).map(({ service, environment }) => ({
		service,
		environment: environment.name
	}));
	return line.commits.slice(0, limit).map((commit, position) => {
		const since = times[position];
		return {
			sha: commit.sha,
			title: commit.title,
			author: commit.author,
			pullRequest: commit.pullRequest ?? null,
			merged: since === void 0 ? null : isoOf(since.at),
			atLeast: since?.atLeast === true,
			checks: checksOf(commit, policy.environments, verdicts),
			live: placesWhere(({ deployments }) => deployments?.live?.sha === commit.sha),
			heldBy: placesWhere(({ train }) => train?.live.deployment !== void 0 && train.live.baseKnown && train.live.waiting <= position)
		};
	});
}
function checksOf(commit, environments, verdicts) {
	const judged = environments.map((environment) => ({
		name: environment.name,
		checks: checksStatus(verdicts.checksOf(environment, commit))
	}));
	return [...Map.groupBy(judged, ({ checks }) => JSON.stringify(checks)).values()].flatMap((of) => {
		const [first] = of;
		return first === void 0 ? [] : [{
			environments: of.map(({ name }) => name),
			...first.checks
		}];
	});
}
/** A commit that has no check and needs none passes. */
function checksStatus(judgement) {
	const none = {
		failed: [],
		running: []
	};
	if (judgement === void 0) return {
		...none,
		state: "unread",
		text: "its checks could not be read"
	};
	const [failed, running] = [judgement.failed, judgement.running].map((checks) => checks.map(({ name }) => name));
	const known = {
		failed: failed ?? [],
		running: running ?? [],
		text: ""
	};
	if (known.failed.length > 0) return {
		...known,
		state: "failed"
	};
	if (known.running.length > 0) return {
		...known,
		state: "running"
	};
	const [first] = judgement.findings;
	if (first === void 0) return {
		...known,
		state: "passed"
	};
	return {
		...known,
		state: first.reason === "no-checks" ? "none" : "missing",
		text: first.text
	};
}

// src/commands/facts/environment-status.ts
/** How one service stands in one environment, as an answer has it. `stands`: all of them. */
function environmentStatus(stand, at, { stands, verdicts }) {
	const { policy, locks, now } = stand;
	const { deployments, lock, service } = at;
	const next = verdicts.next(at);
	const brief = (deployment) => briefOf(deployment, policy);
	const { failed } = deployments ?? {};
	return {
		service,
		environment: at.environment.name,
		unread: missingFrom(stand, at)?.text ?? "",
		live: liveStatus(stand, at),
		lastGood: deployments?.before === void 0 ? null : brief(deployments.before),
		older: deployments?.complete === false,
		open: (deployments?.open ?? []).map(({ deployment, kind, since }) => {
			const text = deployment.statuses.at(-1)?.description ?? "";
			return {
				...brief(deployment),
				kind,
				text,
				since: isoOf(since),
				reviewers: deployment.reviewers ?? []
			};
		}),
		failed: failed === void 0 ? null : {
			...brief(failed.deployment),
			text: failed.text,
			ended: isoOf(failed.at)
		},
		train: trainStatus(at),
		lock: lock === void 0 || lock === "unreadable" ? lock ?? null : factsOfLock(lock, locks.kind === "read" ? locks.at : now),
		next: next === void 0 ? null : nextStatus(next, {
			at,
			stand,
			verdicts
		}),
		command: commandFor(stand, at, {
			next,
			stands
		}) ?? null
	};
}
function liveStatus({ policy }, { deployments, train }) {
	const live = deployments?.live;
	if (live === void 0) return null;
	const since = live.statuses.find(({ state }) => state === "success")?.createdAt ?? live.createdAt;
	return {
		...briefOf(live, policy),
		since: isoOf(since),
		offBranch: train?.live.offLine === true
	};
}
function trainStatus({ train }) {
	if (train === void 0) return null;
	const { commits, more } = train;
	const oldest = commits.at(-1)?.since;
	return {
		count: commits.length,
		more,
		authors: [...new Set(commits.map(({ commit }) => commit.author))],
		oldest: oldest === void 0 ? null : isoOf(oldest.at),
		atLeast: oldest?.atLeast === true || more
	};
}
function nextStatus({ commit, verdict, newer, takenOutBy }, { at, stand, verdicts }) {
	const newest = newer === 0 ? void 0 : at.train?.commits[0];
	return {
		sha: commit.sha,
		title: commit.title,
		verdict: verdict.kind,
		reason: verdict.reason,
		text: verdict.text,
		findings: verdict.findings.map(({ reason, text, url = "" }) => ({
			reason,
			text,
			url
		})),
		newer,
		newerText: newest === void 0 ? "" : verdicts.on(at, newest.position).text,
		takenOut: takenOutBy === void 0 ? null : briefOf(takenOutBy, stand.policy)
	};
}
/** What helps on: the deployment itself, or what must be done before. Never what would bring back what was just taken out. */
function commandFor({ policy }, at, { next, stands }) {
	const { service, environment, lock } = at;
	const named = policy.services.length > 1 ? [service] : [];
	const isLockInTheWay = next === void 0 || next.verdict.reason === "environment-locked";
	if (lock !== void 0 && isLockInTheWay) {
		if (lock === "unreadable") return void 0;
		return unlockText(lock.scope, policy.locks.repository !== void 0);
	}
	if (at.deployments?.open.some(({ kind }) => kind === "held") === true) return commandText([
		"promote",
		...named,
		environment.name
	]);
	if (next === void 0 || next.takenOutBy !== void 0) return void 0;
	if (next.verdict.kind === "allow") return commandText([
		"deploy",
		...named,
		environment.name
	]);
	const { order } = environment.rules;
	if (next.verdict.reason !== "order-not-met" || order === void 0) return void 0;
	return stands.find((one) => one.service === service && canonicalName(one.environment.name) === canonicalName(order.after))?.train?.commits.some(({ position }) => position === next.position) === true ? commandText([
		"deploy",
		...named,
		order.after
	]) : void 0;
}

// src/commands/verbs/status.ts
/** Where everything is. Writes nothing. Throws a `UserError` where not even the policy can be read. */
async function status({ command, actor }, ports) {
	const { service, limit } = command;
	const { login, proof, role } = actor;
	const stand = await readStand(ports, {
		service,
		newest: limit,
		login,
		proof,
		role
	});
	const { repository, facts, policy, services, locks, unread, now } = stand;
	const stands = environmentStands(stand);
	const verdicts = verdictsOf(stand);
	return {
		schema: 1,
		code: "status",
		repository,
		branch: facts.head.branch ?? "",
		at: isoOf(now),
		services,
		several: policy.services.length > 1,
		commits: commitStatuses(stand, stands, {
			verdicts,
			limit
		}) ?? null,
		environments: stands.map((at) => environmentStatus(stand, at, {
			stands,
			verdicts
		})),
		lockedIn: ports.repository,
		locks: lockFactsOf(locks),
		unread: [...unread.map(({ part, finding }) => ({
			part,
			text: finding.text
		})), ...locks.kind === "unreadable" ? [{
			part: "locks",
			text: locks.why
		}] : []]
	};
}
/** All of them, those that are over and those that cannot be read among them. */
function lockFactsOf(kept) {
	if (kept.kind === "unreadable") return null;
	const { locks, unreadable, at } = kept;
	const strange = unreadable.flatMap(({ name, why }) => factsOfFound({
		kind: "unreadable",
		why
	}, name, void 0, at) ?? []);
	return [...locks.map((lock) => factsOfLock(lock, at)), ...strange];
}

// src/commands/run.ts
/** Carries a command out and answers as data. Throws a `UserError` where it comes to nothing. */
function runCommand(ask, ports) {
	if (is(ask, "lock")) return lock(ask, ports);
	if (is(ask, "unlock")) return unlock(ask, ports);
	if (is(ask, "history")) return history(ask, ports);
	if (is(ask, "deploy")) return deployCommit(ask, ports);
	if (is(ask, "rollback")) return rollback(ask, ports);
	if (is(ask, "doctor")) return doctor(ask, ports);
	if (is(ask, "promote") || is(ask, "abort")) return goOn(ask, ports);
	if (is(ask, "status")) return status(ask, ports);
	return Promise.reject(/* @__PURE__ */ new Error(`no verb ${ask.command.verb}`));
}
function is(ask, verb) {
	return ask.command.verb === verb;
}

// src/commands/answer-command.ts
/** Points and requests for the head: far more than it takes. */
const HEAD_BUDGET = 10;
const PROOFS = {
	comment: "comment",
	run: "run",
	terminal: "token"
};
/**
* What a command may name, and the head that it was read with, for those that go on with it. Of a policy that cannot be read
* `doctor` still says what is wrong with it.
*/
async function namesFor(verb, { github, log, clock }) {
	const { owner, repo } = github.repository;
	if (verb === "doctor") return {
		names: {
			services: [],
			environments: [],
			locks: lockPlace(void 0)
		},
		head: void 0
	};
	if (verb === "lock" || verb === "unlock") return {
		names: parsePolicy(await readPolicyText(github), { repository: repo }),
		head: void 0
	};
	const head = await readRepositoryHead({
		github,
		log,
		clock,
		budget: new Budget(HEAD_BUDGET)
	}, `${owner}/${repo}`);
	if (head.policyText === void 0) throw policyMissing(github);
	return {
		names: parsePolicy(head.policyText, { repository: repo }),
		head
	};
}
/** Reads a command by the policy of the repository, and carries it out. Throws a `UserError` where it comes to nothing. */
async function answerCommand(written, at) {
	const { github, log, clock, newClaim, door, intent, link } = at;
	const { owner, repo } = github.repository;
	const { names, head } = await namesFor(written.verb, at);
	const { services, environments, locks: kept } = names;
	const known = {
		services,
		environments: environments.map(({ name }) => name),
		locks: kept,
		repository: `${owner}/${repo}`
	};
	const command = readCommand(written, known);
	const repository = kept.repository ?? `${owner}/${repo}`;
	const login = at.login ?? await readLogin(github);
	if ((command.verb === "lock" || command.verb === "unlock") && kept.repository !== void 0 && door !== "terminal") await refuseSharedLock(github, login, kept.repository);
	const actor = {
		login,
		proof: PROOFS[door],
		role: at.role
	};
	const { page, onPlan, onStep, isFollowed, carryOutHere, later, cluster } = at;
	const locksBy = (by) => lockRefsOf(by, github.repository, kept) ?? NO_LOCKS;
	const ports = {
		github,
		head,
		log,
		clock,
		newClaim,
		repository,
		locks: locksBy(github),
		afterStop: at.afterStop && {
			github: at.afterStop,
			locks: locksBy(at.afterStop)
		},
		page,
		onPlan,
		onStep,
		isFollowed,
		carryOutHere,
		later,
		cluster
	};
	return runCommand({
		command,
		actor,
		door,
		intent,
		link
	}, ports);
}

export { verbOf as a, shaWord as c, roleOf as i, afterAnswer as l, isStranger as n, readKey as o, refuseUnpermitted as r, refuseRest as s, answerCommand as t };