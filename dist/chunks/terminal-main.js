import { a as isOwner, c as reasonProblem, d as lockName, i as isLink, l as shownName, n as isClaim, p as scopeText, r as isExpired, t as LONGEST_LINK, u as unwritable } from "./domain-lock-held-lock.js";
import { c as messageOf, o as UserError, r as oneLine, t as systemClock } from "./time-system-clock.js";
import { c as DURATION_WORDS, f as didYouMean, p as suggestion, r as parsePolicy } from "./policy-policy.js";
import { a as parseDuration, t as DAY } from "./time-duration.js";
import { t as canonicalName } from "./text-canonical-name.js";
import { i as lockWords$1, n as decideUnlock, t as decideLock } from "./domain-lock-decide.js";
import { n as connectGitHub } from "./github-client.js";
import { t as readPolicyText } from "./github-contents.js";
import { lockRefsOf, t as readPlace } from "./github-locks-git-locks.js";
import { t as ownerAndName } from "./github-repository.js";
import { spawnExec } from "./process-spawn-exec.js";
import { parseArgs } from "node:util";
import { randomUUID } from "node:crypto";

// src/commands/command.ts
const VERBS = [
	"status",
	"deploy",
	"rollback",
	"history",
	"lock",
	"unlock",
	"doctor",
	"help"
];
/** How each is written; the same in every door. */
const USAGE = {
	status: "status [service] [limit]",
	deploy: "deploy [service] <environment> [sha]",
	rollback: "rollback [service] <environment> [sha]",
	history: "history [service] [environment] [limit]",
	lock: "lock [service] <environment|all> [for 2h] [reason]",
	unlock: "unlock [service] <environment|all>",
	doctor: "doctor",
	help: "help"
};
/** How many lines `status` and `history` show. */
const LIMITS = {
	usual: 5,
	most: 50
};

// src/commands/grammar/target.ts
const ALL = "all";
/** Reads `[service] <environment|all>` from the first words; `rest` is what follows. Throws a `UserError` where it is not clear. */
function readTarget(named, known) {
	const { words } = named;
	const target = named.environment === void 0 ? fromWords(named, known) : {
		...named,
		rest: words
	};
	const service = target.service === void 0 ? void 0 : find(target.service, known.services, "service");
	const environment = target.environment === void 0 ? void 0 : find(target.environment, known.environments, "environment");
	if (service === void 0 && known.locks.repository !== void 0 && !named.shared) {
		const what = environment === void 0 ? "everything" : environment;
		const text = `the locks are in ${known.locks.repository}, which others share: name the service, or add --shared to mean ${what} of all of them`;
		throw new UserError("command-invalid", text);
	}
	return {
		scope: {
			service,
			environment
		},
		rest: target.rest
	};
}
function fromWords({ words, service }, { services, environments }) {
	const [first, second, ...others] = words;
	if (first === void 0) throw new UserError("command-invalid", `name an environment, or 'all'${list(environments)}`);
	if (service !== void 0) return {
		service,
		environment: environmentOf(first, environments),
		rest: words.slice(1)
	};
	const isService = has(services, first);
	const isEnvironment = first === ALL || has(environments, first);
	const isSecond = second !== void 0 && (second === ALL || has(environments, second));
	if (isService && isEnvironment && isSecond) {
		const text = `'${first}' is a service and an environment: write --service ${first}, or --environment ${first}`;
		throw new UserError("command-invalid", text);
	}
	if (isService && !isEnvironment) {
		if (second === void 0) throw new UserError("command-invalid", `name an environment after '${first}', or 'all'${list(environments)}`);
		return {
			service: first,
			environment: environmentOf(second, environments),
			rest: others
		};
	}
	const several = services.length > 1 ? services : [];
	if (!isEnvironment) {
		const near = suggestion(first, [
			ALL,
			...environments,
			...several
		]);
		throw new UserError("command-invalid", `'${first}' is no environment of the policy${near}`);
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
	if (!has(environments, ALL)) return void 0;
	throw new UserError("command-invalid", `'all' is an environment of the policy: write --environment all to mean that one`);
}
function find(name, names, what) {
	const found = names.find((one) => canonicalName(one) === canonicalName(name));
	if (found !== void 0) return found;
	throw new UserError("command-invalid", `'${name}' is no ${what} of the policy${suggestion(name, names)}`);
}
function has(names, name) {
	return names.some((one) => canonicalName(one) === canonicalName(name));
}
function list(names) {
	return ` (known: ${names.join(", ")})`;
}

// src/commands/grammar/command-words.ts
const LONGEST = 31 * DAY;
/** The verb of a command, before anything is read for it. Throws a `UserError` for none, and for one that does not exist. */
function verbOf([verb]) {
	const found = VERBS.find((one) => one === verb);
	if (found !== void 0) return found;
	const known = VERBS.join(", ");
	if (verb === void 0) throw new UserError("command-invalid", `no command is given (known: ${known})`);
	throw new UserError("command-invalid", `'${verb}' is no command${didYouMean(verb, VERBS) || ` (known: ${known})`}`);
}
/** Reads a command. Throws a `UserError` (`command-invalid`) for whatever the grammar does not have. */
function readCommand({ verb, words, options }, known) {
	if (verb === "status") {
		refuseRest(words, verb);
		refuseOptions(options, [], verb);
		return {
			verb,
			service: void 0,
			limit: LIMITS.usual
		};
	}
	if (verb !== "lock" && verb !== "unlock") throw new UserError("command-invalid", `'${verb}' is not there yet`);
	const { service, environment, claim, shared = false, steal = false } = options;
	if (claim !== void 0 && !isClaim(claim)) throw new UserError("command-invalid", "--claim is not one that an answer has named");
	const { scope, rest } = readTarget({
		words,
		service,
		environment,
		shared
	}, known);
	if (verb === "unlock") {
		refuseOptions(options, [
			"service",
			"environment",
			"shared",
			"steal",
			"claim"
		], verb);
		refuseRest(rest, verb);
		return {
			verb,
			scope,
			steal,
			claim
		};
	}
	const { lasts, reason } = lockWords(rest, options.reason);
	const problem = reasonProblem(reason);
	if (problem !== void 0) throw new UserError("command-invalid", `the reason cannot be kept: ${problem}`);
	const link = options.link ?? "";
	if (link !== "" && !isLink(link)) throw new UserError("command-invalid", `--link must be an address of http or https, of at most ${LONGEST_LINK} characters`);
	return {
		verb,
		scope,
		lasts,
		reason,
		link,
		steal,
		claim
	};
}
/** `[for 2h] [reason]`. */
function lockWords(words, option) {
	const hasTime = words[0]?.toLowerCase() === "for";
	const time = hasTime ? words[1] ?? "" : void 0;
	const lasts = time === void 0 ? void 0 : /^[1-9]/.test(time) ? parseDuration(time, [
		"m",
		"h",
		"d"
	]) : void 0;
	if (hasTime && lasts === void 0) {
		const text = `'for ${time}' is no time: ${DURATION_WORDS}; a reason that begins with 'for' goes after --reason`;
		throw new UserError("command-invalid", text);
	}
	if (lasts !== void 0 && lasts > LONGEST) throw new UserError("command-invalid", `a lock lasts at most 31d, not ${time}`);
	const said = words.slice(hasTime ? 2 : 0).join(" ");
	if (said !== "" && option !== void 0) throw new UserError("command-invalid", "the reason is given twice: as words and with --reason");
	return {
		lasts,
		reason: (option ?? said).trim()
	};
}
function refuseRest([first], verb) {
	if (first === void 0) return;
	throw new UserError("command-invalid", `'${first}' is not expected: ${USAGE[verb]}`);
}
function refuseOptions(options, allowed, verb) {
	const other = Object.entries(options).flatMap(([name, value]) => value === void 0 ? [] : [name]).find((name) => !allowed.some((one) => one === name));
	if (other !== void 0) throw new UserError("command-invalid", `'${verb}' has no option --${other}`);
}

// src/commands/render-text.ts
/** An answer in lines, as a terminal shows it. */
function renderText(answer) {
	if (answer.code === "status") {
		const { locks, repository } = answer;
		if (locks.length === 0) return `nothing is locked (${repository})`;
		return [`locks of ${repository}:`, ...locks.map((one) => `  ${lineOf(one)}`)].join("\n");
	}
	if ("holds" in answer) {
		if (answer.code === "not-locked") return `${answer.holds} was not locked (${answer.repository})`;
		const still = answer.still.map((one) => `\n  still locked: ${lineOf(one)}`).join("");
		return `unlocked ${answer.holds} (${answer.repository})${formerly(answer.before)}${untold(answer.notify)}${still}`;
	}
	const { lock, repository, code, before } = answer;
	return `${{
		locked: "locked",
		extended: "still locked",
		"taken-over": "locked",
		stolen: "stolen"
	}[code]}: ${lineOf(lock)} (${repository})${["stolen", "taken-over"].includes(code) ? formerly(before) : ""}${untold(answer.notify)}`;
}
/** What can be written, and how this ends. */
function helpText() {
	return [
		"Usage:",
		...Object.values(USAGE).map((usage) => `  commit-train ${usage}`),
		"",
		"Options:",
		"  --repo owner/name     the repository; default: that of the clone around",
		"  --service, --environment NAME   a name, where the words are not clear",
		"  --reason TEXT, --link URL       kept with the lock",
		"  --claim CLAIM         of a lock that a workflow has taken, as its answer in --json has it",
		"  --steal               also what another has locked, or what cannot be read",
		"  --shared              where several repositories share their locks: for all of them",
		"  --json                the answer as data",
		"",
		"Exit codes: 0 done, 1 refused, 2 not understood, 3 an error"
	].join("\n");
}
function lineOf({ name, holds, state, owner, reason, link, expires }) {
	if (state === "stray") return `${name}  holds nothing: no lock is named so`;
	if (state === "unreadable") return `${name}  counts as locked: ${reason}`;
	const until = expires === null ? "until it is unlocked" : `until ${expires.slice(0, 16)}Z`;
	const over = state === "over" ? " (over)" : "";
	const why = [reason, link].filter((part) => part !== "").join(" ");
	return `${holds} by ${owner} ${until}${over}${why === "" ? "" : `: ${why}`}`;
}
/** A terminal reaches no one. */
function untold(login) {
	return login === null ? "" : `; ${login} is not notified: tell them`;
}
/** Whose it was. */
function formerly(before) {
	if (before === null || before.owner === null) return "";
	return `; it was of ${before.owner}${before.reason === "" ? "" : `: ${before.reason}`}`;
}

// src/commands/locks/overlap.ts
const NAME$1 = /^(?:svc\.([a-z0-9_-]+))?\.?(?:env\.([a-z0-9_-]+))?$/;
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
	const found = NAME$1.exec(name);
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
function refused({ reason, text }, scope) {
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
	if (owner === null) return `${shownName(name)} counts as locked: ${reason}`;
	return `${holds} is ${lockWords$1({
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
const CODES = {
	expired: "taken-over",
	extended: "extended",
	stolen: "stolen"
};
/** Takes a lock, or makes one's own last as said. Throws a `UserError`: `lock-held`, `lock-unreadable`, `lock-contended`. */
async function lock({ command, actor }, ports) {
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
		}, now, steal);
		if (step.act === "refuse") throw refused(step, scope);
		const problem = unwritable(step.lock);
		if (problem !== void 0) throw new UserError("command-invalid", `it cannot be locked: ${problem}`);
		const before = factsOfFound(found, name, scope, now);
		if ((step.act === "create" || ref === void 0 ? await locks.create(name, step.lock) : await locks.replace(ref, step.lock)) === "changed") continue;
		const others = refs.filter((one) => one.name !== name);
		sweepLater(others, now, ports);
		const code = step.act === "create" ? "locked" : CODES[step.why];
		const notify = loserOf(before, owner);
		return {
			schema: 1,
			code,
			repository,
			lock: factsOfLock(step.lock, now),
			before,
			notify
		};
	}
	throw contended(scope);
}

// src/commands/locks/found.ts
/** Locks that are read at the same time: GitHub asks for fewer than a hundred requests at once, of all that one person does. */
const AT_ONCE = 10;
/** What each ref holds, in their order. One that cannot be read now is a line that says so, and no end of the others. */
async function readAll(refs, now, locks) {
	const all = [];
	for (let first = 0; first < refs.length; first += AT_ONCE) {
		const part = refs.slice(first, first + AT_ONCE);
		const read = await Promise.all(part.map((ref) => readOne(ref, now, locks)));
		all.push(...read.flatMap((facts) => facts ?? []));
	}
	return all;
}
async function readOne(ref, now, locks) {
	try {
		return factsOfFound(await locks.content(ref), ref.name, void 0, now);
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		return factsOfFound({
			kind: "unreadable",
			why: thrown.message
		}, ref.name, void 0, now);
	}
}

// src/commands/verbs/status.ts
/** Every lock that the repository keeps, those that cannot be read among them. Writes nothing. */
async function status({ locks, repository, clock }) {
	const { refs, at = clock.now() } = await locks.list();
	return {
		schema: 1,
		code: "status",
		repository,
		locks: await readAll(refs, at, locks)
	};
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
		if (step.act === "refuse") throw refused(step, scope);
		if (ref !== void 0 && step.act === "delete" && await locks.remove(ref) === "changed") continue;
		const others = refs.filter((one) => one.name !== name);
		const overlapping = others.filter((one) => holdsPartOf(scope, one.name)).slice(0, MOST_SHOWN);
		const still = (await readAll(overlapping, now, locks)).filter(({ state }) => state !== "over");
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

// src/commands/run.ts
/** Carries a command out and answers as data. Throws a `UserError` where it comes to nothing. */
async function runCommand(ask, ports) {
	const { command } = ask;
	if (is(ask, "lock")) return lock(ask, ports);
	if (is(ask, "unlock")) return unlock(ask, ports);
	if (is(ask, "status")) return status(ports);
	throw new UserError("command-invalid", `'${command.verb}' is not there yet`);
}
function is(ask, verb) {
	return ask.command.verb === verb;
}

// src/terminal/arguments.ts
const OPTIONS = {
	service: { type: "string" },
	environment: { type: "string" },
	reason: { type: "string" },
	link: { type: "string" },
	claim: { type: "string" },
	steal: { type: "boolean" },
	shared: { type: "boolean" },
	repo: {
		type: "string",
		short: "R"
	},
	json: { type: "boolean" },
	help: {
		type: "boolean",
		short: "h"
	}
};
/** Throws a `UserError` (`command-invalid`) for an option that does not exist. */
function readArguments(args) {
	try {
		const { values, positionals } = parseArgs({
			args: [...args],
			options: OPTIONS,
			allowPositionals: true
		});
		const { repo, json = false, help = false, ...options } = values;
		return {
			words: positionals,
			options,
			repo,
			json,
			help
		};
	} catch (thrown) {
		const given = args.find((arg) => /^--?[A-Za-z]/.test(arg) && !isKnown(arg));
		const near = given === void 0 ? "" : didYouMean(nameOf(given), Object.keys(OPTIONS));
		const text = given === void 0 ? messageOf(thrown).split(". ")[0] ?? "" : `there is no option ${given}${near}`;
		throw new UserError("command-invalid", text, { cause: thrown });
	}
}
function isKnown(arg) {
	return Object.entries(OPTIONS).some(([name, one]) => nameOf(arg) === name || "short" in one && arg === `-${one.short}`);
}
function nameOf(arg) {
	return arg.replace(/^--?/, "").replace(/=.*/s, "");
}

// src/terminal/place.ts
const NAME = /^[A-Za-z0-9][A-Za-z0-9-]*\/(?!\.{1,2}$)[A-Za-z0-9._-]+$/;
const PUBLIC_HOST = "github.com";
/** `--repo`, else `GH_REPO`, else the remote `origin` of the clone around. Throws a `UserError` (`repository-unknown`). */
async function findPlace(named, around) {
	const { env } = around;
	const given = named ?? nonEmpty(env.GH_REPO);
	const { name, host } = given === void 0 ? await fromRemote(around) : fromName(given, env);
	const [owner = "", repo = ""] = name.split("/");
	const apiUrl = nonEmpty(env.GITHUB_API_URL);
	const usual = host === PUBLIC_HOST ? "https://api.github.com" : `https://${host}/api/v3`;
	return {
		owner,
		repo,
		host,
		apiUrl: apiUrl ?? usual
	};
}
/** `GH_TOKEN`, `GITHUB_TOKEN`, or what `gh` is logged in with. Throws a `UserError` (`token-missing`). */
async function findToken({ host }, { env, cwd, exec }) {
	const given = nonEmpty(env.GH_TOKEN) ?? nonEmpty(env.GITHUB_TOKEN);
	if (given !== void 0) return given;
	const text = `no token for ${host}: run 'gh auth login', or set GH_TOKEN`;
	try {
		const { exitCode, stdout } = await exec("gh", [
			"auth",
			"token",
			"--hostname",
			host
		], {
			env: plain(env),
			cwd
		});
		const token = stdout.trim();
		if (exitCode === 0 && token !== "") return token;
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		throw new UserError("token-missing", text, { cause: thrown });
	}
	throw new UserError("token-missing", text);
}
function fromName(text, env) {
	const parts = text.split("/");
	const host = parts.length === 3 ? parts.shift() ?? "" : nonEmpty(env.GH_HOST) ?? PUBLIC_HOST;
	const name = parts.join("/");
	if (NAME.test(name) && /^[A-Za-z0-9.-]+(:\d+)?$/.test(host)) return {
		name,
		host: host.toLowerCase()
	};
	throw new UserError("repository-unknown", `'${oneLine(text)}' is no repository: write --repo owner/name`);
}
async function fromRemote({ env, cwd, exec }) {
	const advice = "run this in a clone of the repository, or write --repo owner/name";
	const { exitCode, stdout } = await exec("git", [
		"remote",
		"get-url",
		"origin"
	], {
		env: plain(env),
		cwd
	}).catch((thrown) => {
		if (thrown instanceof UserError) return {
			exitCode: 1,
			stdout: ""
		};
		throw thrown;
	});
	if (exitCode !== 0) throw new UserError("repository-unknown", `there is no clone with a remote 'origin' here: ${advice}`);
	const address = stdout.trim();
	const [, host = "", name = ""] = /^(?:https?:\/\/(?:[^@/]*@)?|ssh:\/\/(?:[^@/]*@)?|[^@/\s]+@)([^:/\s]+)(?::\d+)?[:/](.+?)(?:\.git)?\/?$/.exec(address) ?? [];
	if (NAME.test(name)) return {
		name,
		host: host.toLowerCase()
	};
	throw new UserError("repository-unknown", `the remote 'origin' is no repository of GitHub: ${advice}`);
}
function plain(env) {
	return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => value === void 0 ? [] : [[name, value]]));
}
function nonEmpty(text) {
	return text === void 0 || text.trim() === "" ? void 0 : text.trim();
}

// src/terminal/main.ts
/** How the command ends, for scripts. */
const EXIT_CODES = {
	done: 0,
	refused: 1,
	notUnderstood: 2,
	error: 3
};
/** The entry of the command `commit-train`. */
async function runCommandLine() {
	const line = (stream) => (text) => stream.write(`${text}\n`);
	const { argv, env, stdout, stderr } = process;
	process.exitCode = await runTerminal({
		args: argv.slice(2),
		env,
		cwd: process.cwd(),
		exec: spawnExec,
		clock: systemClock,
		out: line(stdout),
		err: line(stderr)
	});
}
/** Runs one command and resolves with the exit code. What is a bug is thrown. */
async function runTerminal(terminal) {
	let isJson = terminal.args.includes("--json");
	try {
		const args = readArguments(terminal.args);
		isJson = args.json;
		const verb = args.help ? "help" : verbOf(args.words);
		if (verb === "help") {
			terminal.out(helpText());
			return EXIT_CODES.done;
		}
		const works = [];
		const answer = await answered(verb, args, terminal, (work) => works.push(work));
		terminal.out(isJson ? JSON.stringify(answer) : renderText(answer));
		for (const work of works) await work();
		return EXIT_CODES.done;
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		const { reason, message, outcome } = thrown;
		if (isJson) terminal.out(JSON.stringify({
			schema: 1,
			code: reason,
			text: message,
			findings: []
		}));
		else terminal.err(`commit-train: ${message} (${reason})`);
		if (reason === "command-invalid") return EXIT_CODES.notUnderstood;
		return outcome === "refused" ? EXIT_CODES.refused : EXIT_CODES.error;
	}
}
async function answered(verb, args, terminal, later) {
	const { options, repo } = args;
	const { clock, env } = terminal;
	const place = await findPlace(repo, terminal);
	const token = await findToken(place, terminal);
	const { owner, repo: name, apiUrl } = place;
	const own = {
		owner,
		repo: name
	};
	const github = connectGitHub({
		token,
		apiUrl,
		repository: own,
		log: logOf(terminal),
		clock,
		env
	});
	const policy = parsePolicy(await readPolicyText(github), { repository: name });
	const { services, locks: kept } = policy;
	const written = {
		verb,
		words: args.words.slice(1),
		options
	};
	const command = readCommand(written, {
		services,
		environments: policy.environments.map((one) => one.name),
		locks: kept
	});
	const repository = kept.repository ?? `${owner}/${name}`;
	const { login } = await readPlace(github, ownerAndName(repository));
	const ask = {
		command,
		intent: `terminal:${randomUUID()}`,
		link: "",
		at: clock.now(),
		door: "terminal",
		actor: {
			login,
			proof: "token"
		}
	};
	return runCommand(ask, {
		locks: lockRefsOf(github, own, kept),
		repository,
		clock,
		newClaim: randomUUID,
		later
	});
}
/** The answer alone goes to standard output. */
function logOf({ err }) {
	return {
		debug: () => void 0,
		info: err,
		notice: err,
		warning: err,
		error: err,
		group: (_, work) => work()
	};
}

export { runCommandLine };