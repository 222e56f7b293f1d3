import { c as UserError, f as reasonAddress, u as messageOf } from "./time-system-clock.js";
import { i as durationText, r as MINUTE, t as DAY } from "./time-duration.js";
import { t as clause } from "./text-clause.js";
import { t as counted } from "./text-counted.js";
import { n as shortSha } from "./domain-sha.js";
import { a as isGood, i as goodSince, t as badEnd } from "./domain-history-deployments.js";
import { t as didYouMean } from "./text-suggestion.js";
import { t as readPayload } from "./domain-deployment-payload.js";
import { n as quotedWord } from "./domain-lock-lock-command.js";
import { n as heldEnd, r as lastEnd } from "./domain-deployment-last-end.js";
import { n as USAGE, r as VERBS } from "./commands-command.js";
import { parseArgs } from "node:util";

// src/domain/deployment/past-deployment.ts
/**
* What became of the deployments of one service to one environment; they come and go newest first, by their ids. `complete`:
* there are no older ones than these.
*/
function pastDeployments(deployments, complete) {
	const sorted = deployments.toSorted((one, other) => other.id - one.id);
	return sorted.map((deployment, index) => {
		return pastOf(deployment, {
			older: sorted.slice(index + 1).filter(({ statuses }) => isGood(statuses)),
			newer: sorted.slice(0, index).findLast(({ statuses }) => isGood(statuses)),
			complete
		});
	});
}
function pastOf(deployment, { older, newer, complete }) {
	const { statuses, sha, createdAt } = deployment;
	const payload = readPayload(deployment.payload);
	const [before] = older;
	const liveFrom = goodSince(deployment);
	const end = lastEnd(statuses) ?? heldEnd(statuses);
	const last = statuses.at(-1)?.description ?? "";
	return {
		deployment,
		outcome: end?.ending.outcome ?? "open",
		text: end?.ending.text ?? last,
		from: before?.sha ?? (complete ? void 0 : payload?.train?.from),
		fromKnown: before !== void 0 || complete,
		began: statuses.find(({ state }) => state === "in_progress")?.createdAt ?? createdAt,
		ended: liveFrom ?? badEnd(deployment)?.createdAt,
		liveFrom,
		liveUntil: liveFrom === void 0 || newer === void 0 ? void 0 : goodSince(newer),
		back: payload?.verb === "rollback" || payload?.train?.back === true || isBack(sha, older),
		reason: payload?.reason ?? "",
		force: payload?.force?.reason,
		local: payload?.local === true,
		restored: restoredIn(end?.ending.text ?? "")
	};
}
/** What came back after a rollback was live for the first time after what it replaces: it goes forward again. */
function isBack(sha, older) {
	const firstOf = (wanted) => older.findLastIndex((one) => one.sha === wanted);
	return firstOf(sha) > firstOf(older[0]?.sha);
}
/** As `restored` is written behind the cause: `abc1234 is live again`. */
function restoredIn(text) {
	return /; (\S+) is live again$/.exec(text)?.[1];
}

// src/commands/grammar/command-text.ts
/** Words as a command to copy, which a shell and a comment read alike: what is more than letters is quoted. */
function commandText(words) {
	return words.map((word) => isOption(word) ? word : quotedWord(word)).join(" ");
}
/** `--steal`: as it is part of the grammar. */
function isOption(word) {
	return /^--[a-z]+(?:-[a-z]+)*$/.test(word);
}

// src/commands/view/deploy.ts
/** What will be done, before anything is: what a door shows first. */
function deployPlanView(plan) {
	return {
		title: [
			{ mark: "running" },
			"Deploying ",
			...target(plan)
		],
		blocks: planBlocks(plan)
	};
}
/** What came of it. */
function deployView(answer) {
	const { plan } = answer;
	if (answer.code === "already-live") {
		const since = plan.from?.since ? [" since ", { time: Date.parse(plan.from.since) }] : [];
		return {
			title: [
				{ mark: "good" },
				...commit(plan.to),
				` is live in ${plan.environment} of ${plan.service}`,
				...since,
				": nothing was done"
			],
			blocks: lines(...noteLines(plan))
		};
	}
	const { deployment, end, hold, code } = answer;
	const { mark, words } = ENDS$1[code];
	const log = end.log === "" ? [] : [" ", {
		link: end.log,
		text: "log"
	}];
	const text = end.text === "" ? "" : `: ${end.text}`;
	return {
		title: [
			{ mark },
			`${words} `,
			...target(plan),
			text,
			...log
		],
		blocks: [
			...lines(...madeLines(deployment), ...hold === null ? [] : [holdLine(hold)]),
			...hold?.taken === true ? [command$1([
				"unlock",
				plan.service,
				plan.environment
			])] : [],
			...lines([
				...[
					"asked for by ",
					{
						login: plan.requester,
						notify: true
					},
					`: deployment ${deployment.id}, by ${deployment.creator}`
				],
				`, ${durationText(end.seconds * 1e3, "tenths")}`,
				...plan.dashboard === "" ? [] : [", ", {
					link: plan.dashboard,
					text: "dashboard"
				}]
			]),
			...code === "deploy-held" ? ["promote", "abort"].map((verb) => command$1([
				verb,
				plan.service,
				plan.environment
			])) : [],
			...code === "deploy-failed" && restoredIn(end.text) === void 0 || code === "deploy-cancelled" ? wayBack(plan) : [],
			{
				kind: "details",
				title: "What was deployed",
				blocks: planBlocks(plan)
			}
		]
	};
}
/**
* What was live before, once more: it is still what is live, so that a rollback would go further back. Nothing where it
* was to be taken out, and where it is no commit of the line.
*/
function wayBack({ from, kind, service, environment }) {
	if (from === null || kind === "back" || kind === "off-line") return [];
	return [command$1([
		"deploy",
		service,
		environment,
		from.sha
	])];
}
const ENDS$1 = {
	deployed: {
		mark: "good",
		words: "Deployed"
	},
	"deploy-refused": {
		mark: "bad",
		words: "Refused"
	},
	"deploy-failed": {
		mark: "bad",
		words: "Failed"
	},
	"deploy-superseded": {
		mark: "warning",
		words: "Superseded"
	},
	"deploy-cancelled": {
		mark: "bad",
		words: "Cancelled"
	},
	"deploy-error": {
		mark: "bad",
		words: "Error"
	},
	"deploy-dry-run": {
		mark: "warning",
		words: "Only planned"
	},
	"deploy-not-picked-up": {
		mark: "bad",
		words: "Not picked up"
	},
	"deploy-held": {
		mark: "waiting",
		words: "Held"
	},
	"deploy-open": {
		mark: "running",
		words: "Not followed any further"
	}
};
function target({ to, from, kind, service, environment }) {
	return [
		...from === null || kind === "again" ? [] : [{ code: shortSha(from.sha) }, " → "],
		...commit(to),
		" to ",
		{ strong: environment },
		` of ${service}`
	];
}
function planBlocks(plan) {
	const { train, newer, reverts, kind, from, to, force, ignored, reason } = plan;
	const compare = train.compare === "" ? [] : [" ", {
		link: train.compare,
		text: "compare"
	}];
	return [
		...lines([
			trainWords(plan),
			...byWords(train.authors),
			...compare
		]),
		...listed$1(train.commits, train.count, kind === "back" ? "taken out" : "going"),
		...lines(...reverts.map((one) => [
			{ mark: "warning" },
			"does not go, and reverts what goes: ",
			...commit(one)
		]), ...newer.count === 0 ? [] : [[`newer, does not go: ${counted(newer.count, "commit")}`]]),
		...listed$1(newer.commits, newer.count, "staying"),
		...lines(...force === null ? [] : [[{ mark: "warning" }, `forced ("${force}"), ignoring:`]], ...ignored.map(({ text }) => [{ mark: "warning" }, text]), ...reason === "" ? [] : [[`why: ${reason}`]], ...noteLines(plan), ...from === null ? [] : [liveLine$1(from)], ["full SHA: ", { code: to.sha }])
	];
}
function noteLines({ notes }) {
	return notes.map((one) => [{ mark: "warning" }, one]);
}
function trainWords({ kind, train: { count, more }, from }) {
	const commits = `${more ? "more than " : ""}${counted(count, "commit")}`;
	switch (kind) {
		case "first": return "the first deployment here";
		case "again": return "the commit that is live, once more";
		case "back": return `rollback: takes out ${commits}`;
		case "forward": return `a train of ${commits}`;
		case "off-line": return `replaces ${shortSha(from?.sha ?? "")}, which is not on the default branch; ${commits} since`;
	}
}
function byWords(authors) {
	if (authors.length === 0) return [];
	return [" by ", ...authors.flatMap((login, at) => [at === 0 ? "" : ", ", {
		login,
		notify: false
	}])];
}
function liveLine$1({ sha, since, by }) {
	const at = since === null ? [] : [" since ", { time: Date.parse(since) }];
	return [
		"live now: ",
		{ code: shortSha(sha) },
		...at,
		...by === "" ? [] : [`, by ${by}`]
	];
}
function listed$1(commits, count, what) {
	if (commits.length === 0) return [];
	const more = count - commits.length;
	const rest = more > 0 ? [[`and ${more} more ${what}`]] : [];
	return [{
		kind: "list",
		items: [...commits.map((one) => [
			...commit(one),
			" by ",
			{
				login: one.author,
				notify: false
			}
		]), ...rest]
	}];
}
function commit({ sha, title }) {
	return [{ code: shortSha(sha) }, ` ${title}`];
}
function madeLines({ id, made, creator }) {
	if (made === "now") return [];
	return [[{ mark: "warning" }, `${made === "before" ? "this request was carried out already" : `${creator} deploys the same commit already`}: deployment ${id}; no other one was created`]];
}
function holdLine(hold) {
	if (!hold.taken) return [{ mark: "warning" }, `no lock was left: ${hold.why}`];
	const until = hold.expires === null ? ["until it is unlocked"] : ["until ", { time: Date.parse(hold.expires) }];
	return [
		`locked: ${hold.holds} `,
		...until,
		`: ${hold.reason}`
	];
}
function command$1(words) {
	return {
		kind: "command",
		words: commandText(words)
	};
}
function lines(...all) {
	return all.map((line) => ({
		kind: "line",
		line
	}));
}

// src/commands/grammar/options.ts
/** Every option of the grammar, with the verbs that have it; the same in every door. */
const COMMAND_OPTIONS = {
	service: {
		type: "string",
		value: "NAME",
		does: "the service, where the words are not clear",
		verbs: [
			"status",
			"deploy",
			"rollback",
			"history",
			"lock",
			"unlock"
		]
	},
	environment: {
		type: "string",
		value: "NAME",
		does: "the environment, where the words are not clear",
		verbs: [
			"deploy",
			"rollback",
			"history",
			"lock",
			"unlock"
		]
	},
	reason: {
		type: "string",
		value: "\"WHY\"",
		does: "a reason that begins like something else",
		verbs: ["lock", "rollback"]
	},
	link: {
		type: "string",
		value: "URL",
		does: "where to read more; kept with the lock",
		verbs: ["lock"]
	},
	force: {
		type: "string",
		value: "\"WHY\"",
		does: "deploys what the verdict refuses, where the policy lets the person",
		verbs: ["deploy"]
	},
	"all-at-once": {
		type: "boolean",
		does: "to all pods in one rollout, and over what is held",
		verbs: ["deploy"]
	},
	counts: {
		type: "boolean",
		does: "deployments a day and the four DORA figures",
		verbs: ["history"]
	},
	claim: {
		type: "string",
		value: "CLAIM",
		does: "of a lock that a workflow has taken, as its answer as data has it",
		verbs: ["lock", "unlock"]
	},
	steal: {
		type: "boolean",
		does: "also what another has locked, or what cannot be read",
		verbs: ["lock", "unlock"]
	},
	shared: {
		type: "boolean",
		does: "where several repositories share their locks: of all of them",
		verbs: ["lock", "unlock"]
	},
	probe: {
		type: "boolean",
		does: "tries whether locks can be kept, and leaves nothing",
		verbs: ["doctor"]
	}
};
/** Throws a `UserError` (`command-invalid`) for an option that does not exist, is given twice, or has no value. */
function readOptions(args, door = {}) {
	const options = {
		...COMMAND_OPTIONS,
		...door
	};
	const known = Object.keys(options);
	const shorts = Object.values(options).flatMap(({ short }) => short ?? []);
	try {
		const dash = args.find((arg) => /^[\u2012-\u2015][a-z]/i.test(arg));
		if (dash !== void 0) throw new Error(`'${dash}' begins with a long dash: options begin with '--'`);
		const config = Object.fromEntries(Object.entries(options).map(([name, { type, short }]) => [name, short === void 0 ? { type } : {
			type,
			short
		}]));
		const { values, positionals, tokens } = parseArgs({
			args: [...args],
			options: config,
			allowPositionals: true,
			tokens: true
		});
		const names = tokens.flatMap((token) => token.kind === "option" ? [token.name] : []);
		const twice = names.find((name, index) => names.indexOf(name) < index);
		if (twice !== void 0) throw new Error(`--${twice} is given twice`);
		const empty = Object.entries(values).find(([, value]) => typeof value === "string" && value.trim() === "");
		if (empty !== void 0) throw new Error(`--${empty[0]} needs a value`);
		const own = Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(door, name)));
		return {
			words: positionals,
			options: Object.fromEntries(Object.entries(values).filter(([name]) => !Object.hasOwn(door, name))),
			own
		};
	} catch (thrown) {
		const end = args.indexOf("--");
		const given = (end < 0 ? args : args.slice(0, end)).find((arg) => {
			const name = nameOf(arg);
			return /^--?\w/.test(arg) && !(arg.startsWith("--") ? known.includes(name) : shorts.includes(name));
		});
		throw new UserError("command-invalid", textOf(thrown, given, known), { cause: thrown });
	}
}
function textOf(thrown, unknownOption, known) {
	const said = messageOf(thrown);
	const [, missing] = /^Option '(?:-\w, )?--(\w+) <value>' argument/.exec(said) ?? [];
	if (missing === "force" || missing === "reason") return `--${missing} needs a reason: --${missing} "why"`;
	if (missing !== void 0) return `--${missing} needs a value`;
	if (unknownOption === void 0 || !said.startsWith("Unknown option")) return said.split(". ")[0] ?? "";
	return `there is no option ${unknownOption.replace(/=.*/s, "")}${didYouMean(nameOf(unknownOption), known)}`;
}
function nameOf(arg) {
	return arg.replace(/^--?/, "").replace(/=.*/s, "");
}
/** Throws a `UserError` for an option that the verb does not have. */
function refuseOptions(options, verb) {
	for (const [name, { verbs }] of Object.entries(COMMAND_OPTIONS)) {
		if (options[name] === void 0 || verbs.includes(verb)) continue;
		throw new UserError("command-invalid", `'${verb}' has no option --${name}; ${verbs.join(", ")} ${verbs.length === 1 ? "has" : "have"} it`);
	}
}

// src/commands/answer/refused.ts
/** A command that came to nothing, with everything that led to it. */
function refusedAnswer({ reason, message, findings }) {
	return {
		schema: 1,
		code: reason,
		text: message,
		findings: findings.map(({ where, text }) => where === void 0 ? text : `${where}: ${text}`).filter((line) => line !== message)
	};
}
/** What was thrown, as an answer: what is no `UserError` is a bug. */
function answerOfThrown(thrown) {
	if (thrown instanceof UserError) return refusedAnswer(thrown);
	return {
		schema: 1,
		code: "bug",
		text: messageOf(thrown),
		findings: []
	};
}

// src/commands/view/help.ts
const DOES = {
	status: "where everything is, what waits, and what is locked",
	deploy: "a commit to an environment; without one: the newest that may be deployed",
	rollback: "the last good commit, or the one that is named",
	promote: "what is held there goes on to its next stage",
	abort: "what is held there is given up: what is live comes back",
	history: "what was deployed, by whom, and how it ended",
	lock: "holds an environment, or all of them",
	unlock: "gives it back",
	doctor: "how everything is set up, what is wrong with it, and what to do",
	help: "this"
};
/** What can be written. */
function helpView({ verbs = {}, options: own = {}, exitCodes = {} } = {}) {
	const common = Object.entries(COMMAND_OPTIONS).map(([name, { value, does, verbs }]) => [[{ code: optionText(name, value) }], [`${does} (${verbs.join(", ")})`]]);
	const others = Object.entries(own).map(([name, { value, does }]) => [[{ code: optionText(name, value) }], [does]]);
	const ends = Object.entries(exitCodes).map(([name, code]) => `${code} ${name}`);
	return {
		title: ["Commands:"],
		blocks: [
			table([...VERBS.map((verb) => [[{ command: USAGE[verb] }], [DOES[verb]]]), ...Object.values(verbs).map(({ usage, does }) => [[{ command: usage }], [does]])]),
			{
				kind: "line",
				line: ["Options:"]
			},
			table([...common, ...others]),
			...ends.length === 0 ? [] : [{
				kind: "line",
				line: [`Exit codes: ${ends.join(", ")}`]
			}]
		]
	};
}
function optionText(name, value) {
	return `--${name}${value === void 0 ? "" : ` ${value}`}`;
}
function table(rows) {
	return {
		kind: "table",
		columns: ["", ""],
		rows
	};
}

// src/commands/view/refused.ts
/** A command that came to nothing: why, everything that led to it, and where to read more. */
function refusedView({ code, text, findings }) {
	return {
		title: [
			{ mark: "bad" },
			text,
			" (",
			{ code },
			")"
		],
		blocks: [...findings.length === 0 ? [] : [{
			kind: "list",
			items: findings.map((one) => [one])
		}], ...code === "command-invalid" ? [] : [{
			kind: "line",
			line: [{
				link: reasonAddress(code),
				text: "what this means"
			}]
		}]]
	};
}

// src/commands/view/continue.ts
const ENDS = {
	promoted: {
		mark: "good",
		words: "Promoted to all pods"
	},
	"promoted-held": {
		mark: "waiting",
		words: "Promoted, and held"
	},
	aborted: {
		mark: "good",
		words: "Aborted"
	},
	"continue-failed": {
		mark: "bad",
		words: "Not done"
	},
	"continue-open": {
		mark: "running",
		words: "Not followed any further"
	}
};
/** What came of going on with what is held. */
function continueView({ code, service, environment, requester, deployment, end }) {
	const { mark, words } = ENDS[code];
	const log = end.log === "" ? [] : [" ", {
		link: end.log,
		text: "log"
	}];
	const text = end.text === "" ? "" : `: ${end.text}`;
	return {
		title: [
			{ mark },
			`${words}: `,
			{ code: shortSha(deployment.sha) },
			" in ",
			{ strong: environment },
			` of ${service}${text}`,
			...log
		],
		blocks: [{
			kind: "line",
			line: [
				"asked for by ",
				{
					login: requester,
					notify: true
				},
				`: deployment ${deployment.id}`
			]
		}, ...code === "promoted-held" ? ["promote", "abort"].map((verb) => command([
			verb,
			service,
			environment
		])) : []]
	};
}
function command(words) {
	return {
		kind: "command",
		words: commandText(words)
	};
}

// src/commands/answer/doctor.ts
/** What is looked at, in the order in which it is shown. */
const DOCTOR_AREAS = [
	"repository",
	"server",
	"policy",
	"way in",
	"workflows",
	"token",
	"environments",
	"secrets",
	"trunk",
	"locks",
	"cluster"
];

// src/commands/view/doctor.ts
const MARKS = {
	good: "good",
	stops: "bad",
	warning: "warning",
	unknown: "waiting",
	skipped: "waiting"
};
const TITLE_MARKS = {
	"doctor-good": "good",
	"doctor-warns": "warning",
	"doctor-stops": "bad",
	"doctor-unknown": "waiting"
};
const ASK_AT_TERMINAL = {
	kind: "line",
	line: ["This repository is public, and everybody reads this: what was found is shown at a terminal alone, by ", { code: "commit-train doctor" }]
};
/** What is wrong comes first, each with what to do; then everything else that was looked at, by its area. */
function doctorView({ code, repository, items, isShown, counts }) {
	const of = (state) => items.filter((one) => one.state === state);
	const parts = [
		counts.stops === 0 ? "" : `${counted(counts.stops, "finding")} that ${counts.stops === 1 ? "stops" : "stop"} deployments`,
		counts.warning === 0 ? "" : counted(counts.warning, "warning"),
		counts.unknown === 0 ? "" : `${counts.unknown} not known`
	].filter((part) => part !== "");
	const said = parts.length === 0 ? "nothing is wrong" : parts.join(", ");
	return {
		title: [
			{ mark: TITLE_MARKS[code] },
			{ strong: repository },
			`: ${said}`
		],
		blocks: isShown ? [
			...blockOf("Stops deployments:", of("stops")),
			...blockOf("Warnings:", of("warning")),
			...restOf(items)
		] : [ASK_AT_TERMINAL]
	};
}
function blockOf(title, items) {
	if (items.length === 0) return [];
	return [{
		kind: "line",
		line: [{ strong: title }]
	}, {
		kind: "list",
		items: items.map(lineOf)
	}];
}
/** What is in order, not known, or not looked at. */
function restOf(items) {
	const rest = items.filter(({ state }) => state !== "stops" && state !== "warning");
	const blocks = DOCTOR_AREAS.flatMap((area) => {
		const found = rest.filter((one) => one.area === area);
		return found.length === 0 ? [] : [{
			kind: "line",
			line: [{ strong: area }]
		}, {
			kind: "list",
			items: found.map(lineOf)
		}];
	});
	return blocks.length === 0 ? [] : [{
		kind: "details",
		title: "Looked at",
		blocks
	}];
}
function lineOf({ area, object, state, text, code, fix, copy, link }) {
	const isWrong = state === "stops" || state === "warning";
	return [
		{ mark: MARKS[state] },
		...isWrong && area !== object ? [`${area}, `] : [],
		{ code: object },
		`: ${text}`,
		...code === null ? [] : [
			" (",
			{ code },
			")"
		],
		...fix === "" ? [] : [` → ${fix}`],
		...copy === "" ? [] : [": ", { code: copy }],
		...link === "" ? [] : [" ", {
			link,
			text: "settings"
		}]
	];
}

// src/commands/view/history-counts.ts
/** More places than these get no column of their own. */
const MOST_COLUMNS = 6;
/** The four figures of each place, then how many there were each day. */
function countsBlocks(answer) {
	const { places, period } = answer;
	if (places.length === 0) return [];
	return [
		{
			kind: "line",
			line: periodLine(period)
		},
		{
			kind: "table",
			columns: [
				"where",
				"went live",
				"lead time",
				"change failure rate",
				"time to restore"
			],
			rows: places.map((place) => [
				[placeText(place, answer)],
				[frequencyText(place, period)],
				[leadText(place)],
				[failureText(place)],
				[restoreText(place)]
			])
		},
		...daysBlocks(answer)
	];
}
function periodLine({ from, to, whole }) {
	const days = `${from.slice(0, 10)} to ${to.slice(0, 10)}`;
	return whole ? [days] : [{ mark: "warning" }, `${days}: older deployments were not read, there are too many`];
}
function placeText({ service, environment }, { several }) {
	return several ? `${service} ${environment}` : environment;
}
const NO_DATA = "no data";
function frequencyText({ frequency }, { from, to }) {
	if (frequency === null) return NO_DATA;
	const { perDay, n } = frequency;
	if (n === 0) return "never";
	if (perDay >= 1) return `${perDay < 10 ? perDay.toFixed(1) : Math.round(perDay)} a day (n = ${n})`;
	return `${n} in ${counted(Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / DAY)), "day")}`;
}
function leadText({ leadTime, leadTimeUnknown }) {
	const unknown = leadTimeUnknown === 0 ? "" : `, of ${leadTimeUnknown} more not known`;
	return leadTime === null ? `${NO_DATA}${unknown}` : `${spanText(leadTime.median)} (n = ${leadTime.n}${unknown})`;
}
function failureText({ changeFailure }) {
	if (changeFailure === null) return NO_DATA;
	const { share, failed, n } = changeFailure;
	return `${Math.round(share * 100)} % (${failed} of ${n})`;
}
function restoreText({ restore, unrestored }) {
	const open = unrestored === 0 ? "" : `${unrestored} not over yet`;
	if (restore === null) return open === "" ? NO_DATA : open;
	return `${spanText(restore.median)} (n = ${restore.n}${open === "" ? "" : `, ${open}`})`;
}
function spanText(ms) {
	return durationText(ms, ms < 6e4 ? "seconds" : "largest-unit");
}
/** Days without any are left out. */
function daysBlocks(answer) {
	const { places } = answer;
	const days = [...new Set(places.flatMap((place) => place.days.map(({ day }) => day)))].toSorted().toReversed();
	if (days.length === 0) return [];
	const columns = places.length > MOST_COLUMNS ? [{
		name: "all",
		of: places
	}] : places.map((place) => ({
		name: placeText(place, answer),
		of: [place]
	}));
	return [{
		kind: "table",
		columns: ["day", ...columns.map(({ name }) => name)],
		rows: days.map((day) => [[day], ...columns.map(({ of }) => [dayText(of, day)])])
	}];
}
function dayText(places, day) {
	const found = places.flatMap((place) => place.days.filter((one) => one.day === day));
	const sum = (name) => found.reduce((all, one) => all + one[name], 0);
	const [succeeded, failed, back, others] = [
		sum("succeeded"),
		sum("failed"),
		sum("back"),
		sum("others")
	];
	if (succeeded + failed + others === 0) return "";
	const also = [
		...back > 0 ? [counted(back, "rollback")] : [],
		...failed > 0 ? [`${failed} failed`] : [],
		...others > 0 ? [`${others} with another end`] : []
	];
	return `${succeeded}${also.length === 0 ? "" : ` (${also.join(", ")})`}`;
}

// src/commands/view/parts.ts
/** A commit's name for people. */
function shaPiece(sha) {
	return { code: shortSha(sha) };
}
/** How long ago it was: `4 h`; `from`, `to`: ISO times or milliseconds. Empty where it is not known. */
function ageText(from, to) {
	return from === null ? "" : durationText(to - Date.parse(from), "largest-unit");
}
/** Lines one after the other, with a dot between. */
function dotted(lines) {
	return lines.filter((line) => line.length > 0).flatMap((line, index) => index === 0 ? line : [" · ", ...line]);
}
/** `a, b, c`; of many the first. */
function listed(names, most = 4) {
	const more = names.length - most;
	return more > 0 ? `${names.slice(0, most).join(", ")} and ${more} more` : names.join(", ");
}

// src/commands/view/commit-table.ts
/** A line for each commit: what it is, how its checks are, and where it is live. */
function commitTable(commits, { at, services }) {
	return {
		kind: "table",
		columns: [
			"commit",
			"title",
			"by",
			"age",
			"checks",
			"live in"
		],
		rows: commits.map((commit) => [
			[shaPiece(commit.sha)],
			[titleOf(commit)],
			[{
				login: commit.author,
				notify: false
			}],
			[`${ageText(commit.merged, at)}${commit.atLeast && commit.merged !== null ? " or more" : ""}`],
			commit.checks.flatMap((checks, index) => [...index === 0 ? [] : ["; "], ...checksLine(checks, commit.checks.length > 1)]),
			[liveText$1(commit, services)]
		])
	};
}
/** The number is what people find the discussion by; a squash has it in its title. */
function titleOf({ title, pullRequest }) {
	return pullRequest === null || title.endsWith(`(#${pullRequest})`) ? title : `${title} (#${pullRequest})`;
}
function checksLine({ state, failed, running, text, environments }, isOneOfSeveral) {
	const where = isOneOfSeveral ? ` (${environments.join(", ")})` : "";
	switch (state) {
		case "passed": return [{ mark: "good" }, `passed${where}`];
		case "failed": {
			const also = running.length === 0 ? "" : `, and ${listed(running, 2)} not ended`;
			return [{ mark: "bad" }, `${listed(failed, 2)}${also}${where}`];
		}
		case "running": return [{ mark: "running" }, `${listed(running, 2)}${where}`];
		case "none": return [{ mark: "warning" }, `no checks${where}`];
		case "missing":
		case "unread": return [{ mark: "warning" }, `${text}${where}`];
	}
}
/** Where it is exactly this commit; a service is named where not all of them are there. */
function liveText$1({ live }, services) {
	return [...Map.groupBy(live, ({ environment }) => environment)].map(([environment, of]) => {
		const names = of.map(({ service }) => service);
		return names.length === services.length ? environment : `${environment} (${listed(names)})`;
	}).join(", ");
}

// src/commands/view/environment-line.ts
/** Whether there is nothing to look at: it is live, and nothing waits, runs, failed, is locked or could not be read. */
function isQuiet({ unread, open, failed, train, lock, live }) {
	return unread === "" && open.length === 0 && failed === null && lock === null && live !== null && train?.count === 0;
}
/** One service in one environment: what is live, what goes on, what waits, why the next is refused, and what helps on. */
function environmentLine(one, { at, several }) {
	const { service, environment, command } = one;
	const name = several ? `${service} ${environment}` : environment;
	const parts = dotted([
		...one.unread === "" ? [] : [[
			{ mark: "warning" },
			"not known: ",
			one.unread
		]],
		liveLine(one, at),
		...one.open.map((open) => openLine(open, at)),
		failedLine(one, at),
		trainLine(one.train, at),
		lockedLine(one),
		...one.next === null ? [] : [nextLine(one.next, at, one.open.some(({ kind }) => kind === "deploying"))]
	]);
	return [
		...markOf(one),
		{ strong: name },
		": ",
		...parts,
		...command === null ? [] : [" — ", { command }]
	];
}
/** What is worst about it. */
function markOf({ unread, failed, open, lock, live }) {
	const kinds = open.map(({ kind }) => kind);
	if (unread !== "" || lock === "unreadable") return [{ mark: "warning" }];
	if (failed !== null) return [{ mark: "bad" }];
	if (kinds.includes("deploying")) return [{ mark: "running" }];
	if (kinds.includes("held") || kinds.includes("waiting-for-approval")) return [{ mark: "waiting" }];
	if (kinds.length > 0 || lock !== null || live === null) return [{ mark: "warning" }];
	return [{ mark: "good" }];
}
function liveLine({ live, lastGood, unread, older }, at) {
	if (live === null) return unread === "" && !older ? ["never deployed"] : [];
	const before = lastGood === null ? [] : [", before it ", shaPiece(lastGood.sha)];
	return [
		shaPiece(live.sha),
		` live ${ageText(live.since, at)}`,
		...byLine(live),
		...offBranch(live),
		...before
	];
}
function offBranch({ offBranch: isOff }) {
	return isOff ? [", which is not on the branch"] : [];
}
function openLine(open, at) {
	const what = [shaPiece(open.sha), ...byLine(open)];
	const age = ageText(open.since, at);
	const said = open.text === "" ? [] : [": ", open.text];
	switch (open.kind) {
		case "deploying": return [
			"deploying ",
			...what,
			` for ${ageText(open.created, at)}`,
			...said,
			...logLine(open)
		];
		case "waiting-for-approval": return [
			{ mark: "waiting" },
			...what,
			` has waited for approval${ofReviewers(open.reviewers)} for ${age}`,
			...logLine(open)
		];
		case "held": return [
			{ mark: "waiting" },
			...what,
			` is held for ${age}: ${open.text.replace(/^Held /, "")}`,
			...logLine(open)
		];
		case "stuck": return [
			{ mark: "warning" },
			...what,
			` has said nothing for ${age}`,
			...said,
			...logLine(open)
		];
		case "not-picked-up": return [
			{ mark: "warning" },
			...what,
			` was asked for ${age} ago and did not start`
		];
	}
}
function ofReviewers(reviewers) {
	return reviewers.length === 0 ? "" : ` of ${reviewers.length === 1 ? "" : "one of "}${listed(reviewers, 6)},`;
}
function failedLine({ failed }, at) {
	if (failed === null) return [];
	const { sha, text, ended } = failed;
	return [
		{ mark: "bad" },
		shaPiece(sha),
		...byLine(failed),
		` ${ageText(ended, at)} ago: `,
		text,
		...logLine(failed)
	];
}
function trainLine(train, at) {
	if (train === null) return [];
	const { count, more, authors, oldest, atLeast } = train;
	if (count === 0) return ["nothing waits"];
	const waits = `${more ? "more than " : ""}${count} ${count === 1 && !more ? "waits" : "wait"}`;
	const long = oldest === null ? "" : `${ageText(oldest, at)}${atLeast ? " or more" : ""}`;
	return [`${waits}${long === "" ? "" : count === 1 && !more ? ` for ${long}` : `, the oldest for ${long}`} (${listed(authors)})`];
}
/** Where the lock is why the next one is refused, it is said there. */
function lockedLine({ lock, next }) {
	if (lock === null || next?.findings.some(({ reason }) => reason === "environment-locked") === true) return [];
	if (lock === "unreadable") return ["its lock cannot be read, which counts as locked"];
	const until = lock.expires === null ? [] : [" until ", { time: Date.parse(lock.expires) }];
	const reason = lock.reason === "" ? [] : [": ", lock.reason];
	return [
		"locked by ",
		{
			login: lock.owner ?? "",
			notify: false
		},
		...until,
		...reason
	];
}
function nextLine({ sha, verdict, text, newer, newerText, takenOut, findings }, at, isHeld) {
	const newest = newer === 0 ? [] : [`; ${newer} newer ${newer === 1 ? "does" : "do"} not go: `, clause(newerText)];
	const ago = takenOut === null ? "" : ageText(takenOut.created, at);
	const back = takenOut === null ? "" : `, which deployment ${takenOut.id} took out ${ago} ago`;
	const held = isHeld ? ", which waits for the one that deploys" : "";
	if (verdict === "allow") return [
		"next ",
		shaPiece(sha),
		held,
		back,
		...newest
	];
	const page = findings.find(({ reason, url }) => url !== "" && RED.includes(reason))?.url;
	const links = page === void 0 ? [] : [" ", {
		link: page,
		text: "check"
	}];
	return [
		"next ",
		shaPiece(sha),
		back,
		" is refused: ",
		clause(text),
		...links
	];
}
/** Of what has not ended the page says no more than its name. */
const RED = ["check-failed", "check-cancelled"];
function byLine({ by }) {
	return by === "" ? [] : [" by ", {
		login: by,
		notify: false
	}];
}
function logLine({ log }) {
	return log === "" ? [] : [" ", {
		link: log,
		text: "log"
	}];
}

// src/commands/view/lock.ts
const DONE = {
	locked: "locked",
	extended: "still locked",
	"taken-over": "locked",
	stolen: "stolen"
};
/** What came of a command about locks. */
function lockView(answer) {
	if ("holds" in answer) {
		if (answer.code === "not-locked") return oneLine([`${answer.holds} was not locked (${answer.repository})`]);
		const title = [
			{ mark: "good" },
			`unlocked ${answer.holds} (${answer.repository})`,
			...formerly(answer.before, answer.notify)
		];
		const items = answer.still.map((one) => ["still locked: ", ...lockLine(one)]);
		return {
			title,
			blocks: items.length === 0 ? [] : [{
				kind: "list",
				items
			}]
		};
	}
	const { lock, repository, code, before } = answer;
	const was = code === "stolen" || code === "taken-over" ? formerly(before, answer.notify) : [];
	return oneLine([
		{ mark: "good" },
		`${DONE[code]}: `,
		...lockLine(lock),
		` (${repository})`,
		...was
	]);
}
/** One lock, whatever its state. */
function lockLine({ name, holds, state, owner, reason, link, expires }) {
	if (state === "stray") return [{ code: name }, " holds nothing: no lock is named so"];
	if (state === "unreadable") return [
		{ code: name },
		" counts as locked: ",
		reason
	];
	const until = expires === null ? ["until it is unlocked"] : ["until ", { time: Date.parse(expires) }];
	return [
		...[
			holds,
			" by ",
			{
				login: owner ?? "",
				notify: false
			},
			" "
		],
		...until,
		...state === "over" ? [", which is over"] : [],
		...reason === "" && link === "" ? [] : [": "],
		...reason === "" ? [] : [reason],
		...link === "" ? [] : [reason === "" ? "" : " ", {
			link,
			text: "link"
		}]
	];
}
/** Whose it was: notified, where the door can, when another person has done that. */
function formerly(before, notify) {
	if (before === null || before.owner === null) return [];
	const why = before.reason === "" ? [] : [": ", before.reason];
	const isNotified = before.owner === notify;
	return [
		"; it was of ",
		{
			login: before.owner,
			notify: isNotified,
			otherwise: isNotified ? " (not notified)" : ""
		},
		...why
	];
}
function oneLine(title) {
	return {
		title,
		blocks: []
	};
}

// src/commands/view/status.ts
/** More lines than these are no overview: those that say nothing are folded. */
const MOST_LINES = 12;
/** Where everything is: a line for each commit, then one for each service in each environment. */
function statusView(answer) {
	const { repository, branch, services, several, commits, environments, at, unread } = answer;
	const about = several && services.length === 1 ? [" · ", { strong: services[0] ?? "" }] : [];
	return {
		title: [
			{ strong: repository },
			...about,
			" · ",
			branch,
			` · as of ${at.slice(0, 16).replace("T", " ")}Z`
		],
		blocks: [
			...unreadBlocks(unread),
			...commits === null ? [] : [commitTable(commits, {
				at: Date.parse(at),
				services
			})],
			...environmentBlocks(environments, answer),
			...lockBlocks(answer)
		]
	};
}
/** Parts may be unreadable for the same reason. */
function unreadBlocks(unread) {
	return [...Map.groupBy(unread, ({ text }) => text)].map(([text, of]) => {
		return {
			kind: "line",
			line: [
				{ mark: "warning" },
				`could not be read: ${listed(of.map(({ part }) => PARTS[part] ?? part))}: `,
				text
			]
		};
	});
}
const PARTS = {
	approvals: "whether runs wait for approval",
	paths: "which commits belong to which service",
	times: "when commits were pushed"
};
function environmentBlocks(environments, answer) {
	const at = Date.parse(answer.at);
	const lineOf = (one) => environmentLine(one, {
		at,
		several: answer.several
	});
	const isFolded = environments.length > MOST_LINES;
	const shown = environments.filter((one) => !isFolded || !isQuiet(one));
	const quiet = environments.filter((one) => !shown.includes(one));
	const title = `${quiet.length} more, with nothing that waits, runs, failed or is locked`;
	return [...shown.length === 0 ? [] : [{
		kind: "list",
		items: shown.map(lineOf)
	}], ...quiet.length === 0 ? [] : [{
		kind: "details",
		title,
		blocks: [{
			kind: "list",
			items: quiet.map(lineOf)
		}]
	}]];
}
/** Locks that stand in no line above: of other services, of other repositories, those that are over or that no one can read. */
function lockBlocks({ locks, lockedIn, environments }) {
	const above = new Set(environments.flatMap(({ lock }) => lock === null || lock === "unreadable" ? [] : [lock.name]));
	const others = (locks ?? []).filter(({ name }) => !above.has(name));
	if (others.length === 0) return [];
	return [{
		kind: "line",
		line: [`${counted(others.length, "other lock")} in ${lockedIn}`, ":"]
	}, {
		kind: "list",
		items: others.map(lockLine)
	}];
}

// src/commands/view/history.ts
/** What was deployed, a line for each; or how often and how well. */
function historyView(answer) {
	const { repository, services, environments, several, unread } = answer;
	const about = [...several && services.length === 1 ? services : [], ...environments.length === 1 ? environments : []];
	const what = answer.code === "history" ? "deployments" : "delivery figures";
	return {
		title: [...[
			{ strong: repository },
			" · ",
			what,
			about.length === 0 ? "" : ` of ${listed(about)}`
		], ` · as of ${minuteText(answer.at)}`],
		blocks: [...unreadBlocks(unread), ...answer.code === "history" ? listBlocks(answer) : countsBlocks(answer)]
	};
}
/** `2026-01-05 12:00Z`: a history is read long after. */
function minuteText(iso) {
	return `${iso.slice(0, 16).replace("T", " ")}Z`;
}
function listBlocks(answer) {
	const { deployments, environments, several, services, older, unread } = answer;
	const isPlaced = environments.length > 1 || several && services.length > 1;
	const isAllRead = !unread.some(({ part }) => part === "deployments");
	if (deployments.length === 0) return isAllRead ? [{
		kind: "line",
		line: [older ? "none of these among the newest deployments; older ones were not read" : "nothing was deployed"]
	}] : [];
	return [{
		kind: "table",
		columns: [
			"when",
			"who",
			"from → to",
			...isPlaced ? ["where"] : [],
			"ended",
			"took",
			"live for",
			"marks"
		],
		rows: deployments.map((one) => [
			[minuteText(one.created)],
			[{
				login: one.by,
				notify: false
			}],
			[
				...fromLine(one),
				" → ",
				shaPiece(one.sha)
			],
			...isPlaced ? [[several ? `${one.service} ${one.environment}` : one.environment]] : [],
			endLine(one),
			[one.took === null ? "" : durationText(one.took, "seconds")],
			[liveText(one)],
			[marksOf(one).join("; ")]
		])
	}, ...older ? [{
		kind: "line",
		line: ["Older ones are not shown."]
	}] : []];
}
function fromLine({ from, fromKnown }) {
	if (from !== null) return [shaPiece(from)];
	return [fromKnown ? "nothing" : "not read"];
}
function endLine({ outcome, text, log }) {
	const page = log === "" ? [] : [" ", {
		link: log,
		text: "log"
	}];
	switch (outcome) {
		case "success": return [{ mark: "good" }, "success"];
		case "open": return [
			{ mark: "running" },
			text === "" ? "no end yet" : `no end yet: ${text}`,
			...page
		];
		case "held": return [
			{ mark: "waiting" },
			`held ${text}`,
			...page
		];
		case "dry-run":
		case "superseded":
		case "cancelled": return [
			{ mark: "warning" },
			WORDS[outcome],
			wordsAfter(text)
		];
		case "failed":
		case "refused":
		case "error": return [
			{ mark: "bad" },
			WORDS[outcome],
			wordsAfter(text),
			...page
		];
	}
}
const WORDS = {
	failed: "failed",
	refused: "refused",
	error: "error",
	superseded: "superseded",
	cancelled: "cancelled",
	"dry-run": "dry run"
};
function wordsAfter(text) {
	return text === "" ? "" : `: ${text}`;
}
function liveText({ liveFor, live }) {
	if (liveFor === null) return "";
	const long = durationText(liveFor, "largest-unit");
	return live ? `${long}, still live` : long;
}
/** What is out of the ordinary. */
function marksOf({ rollback, reason, forced, local, restored, sha, from, outcome }) {
	return [
		...rollback ? [`rollback${reason === "" ? "" : `: ${reason}`}`] : [],
		...forced === null ? [] : [`forced: ${forced}`],
		...local ? ["from a terminal"] : [],
		...restored === null ? [] : [`restored ${restored}`],
		...sha === from && !rollback && outcome !== "dry-run" ? ["again"] : []
	];
}

// src/commands/view/view-of.ts
/** What every door shows of an answer. A code without a view does not compile. */
function answerView(answer) {
	switch (answer.code) {
		case "locked":
		case "extended":
		case "taken-over":
		case "stolen":
		case "unlocked":
		case "not-locked": return lockView(answer);
		case "status": return statusView(answer);
		case "history":
		case "history-counts": return historyView(answer);
		case "doctor-good":
		case "doctor-warns":
		case "doctor-unknown":
		case "doctor-stops": return doctorView(answer);
		case "promoted":
		case "promoted-held":
		case "aborted":
		case "continue-failed":
		case "continue-open": return continueView(answer);
		case "already-live":
		case "deployed":
		case "deploy-refused":
		case "deploy-failed":
		case "deploy-superseded":
		case "deploy-cancelled":
		case "deploy-error":
		case "deploy-dry-run":
		case "deploy-not-picked-up":
		case "deploy-held":
		case "deploy-open": return deployView(answer);
	}
}

export { readOptions as a, commandText as c, answerOfThrown as i, pastDeployments as l, refusedView as n, refuseOptions as o, helpView as r, deployPlanView as s, answerView as t };