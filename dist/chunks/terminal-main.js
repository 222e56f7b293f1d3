import { a as readOptions, c as commandText, i as answerOfThrown, n as refusedView, r as helpView, s as deployPlanView, t as answerView } from "./commands-view-view-of.js";
import { a as verbOf, l as afterAnswer, t as answerCommand } from "./commands-answer-command.js";
import { a as visibleText, o as writtenOut, t as renderTerminal } from "./commands-render-terminal.js";
import { c as UserError, d as withMachineFaults, i as oneLine, n as withoutCommands, o as BUG_REPORT, t as systemClock } from "./time-system-clock.js";
import { n as connectGitHub } from "./github-client.js";
import { spawnExec } from "./process-spawn-exec.js";
import { t as withoutTrailing } from "./text-trailing.js";
import { randomUUID } from "node:crypto";

// src/terminal/host.ts
/** GitHub's own hosts: the public one, and the tenants of GitHub Enterprise Cloud with data residency. */
function isGitHubsOwn(host) {
	return host === "github.com" || host.endsWith(".ghe.com");
}
const PUBLIC_HOST = "github.com";
/** The base of the REST interface of a host. */
function apiUrlOf(host) {
	if (host === "github.com") return "https://api.github.com";
	return host.endsWith(".ghe.com") ? `https://api.${host}` : `https://${host}/api/v3`;
}
/** The address of a remote: `https://host[:port]/owner/name.git`, `ssh://git@host/…`, `git@host:…`; undefined for any other. */
function remoteOf(address) {
	if (/^https?:\/\/|^ssh:\/\//.test(address)) {
		if (!URL.canParse(address)) return void 0;
		const url = new URL(address);
		const isSsh = url.protocol === "ssh:";
		return {
			host: (isSsh ? url.hostname : url.host).toLowerCase(),
			name: repositoryName(url.pathname),
			isSsh
		};
	}
	const [, host, name] = /^(?:[\w.-]+@)?([A-Za-z0-9][\w.-]*):(?!\/\/)(.+)$/.exec(address) ?? [];
	return host === void 0 || name === void 0 ? void 0 : {
		host: host.toLowerCase(),
		name: repositoryName(name),
		isSsh: true
	};
}
function repositoryName(path) {
	return path.replace(/^\//, "").replace(/\/$/, "").replace(/\.git$/, "");
}

// src/terminal/place.ts
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*\/(?!\.{1,2}$)[A-Za-z0-9._-]+$/;
const HOST = /^[a-z0-9][a-z0-9.-]*(:\d+)?$/;
/** What `~/.ssh/config` may call a host. */
const SSH_NAME = /^[a-z0-9][\w.-]*$/;
/** `--repo`, else `GH_REPO`, else the remote `origin` of the clone around. Throws a `UserError` (`repository-unknown`). */
async function findPlace(named, around) {
	const { env } = around;
	const given = named ?? nonEmpty(env.GH_REPO);
	const { name, host, isNamed } = given === void 0 ? await fromRemote(around) : fromName(given, env);
	const [owner = "", repo = ""] = name.split("/");
	return {
		owner,
		repo,
		host,
		apiUrl: apiUrlInJob(host, env) ?? apiUrlOf(host),
		isNamed
	};
}
/** A job says where the API of its own server is. It says nothing about another one. */
function apiUrlInJob(host, env) {
	const given = nonEmpty(env.GITHUB_API_URL);
	return given !== void 0 && hostOfJob(env) === host ? withoutTrailing(given, "/") : void 0;
}
/** The host of `GITHUB_SERVER_URL`. */
function hostOfJob(env) {
	const server = nonEmpty(env.GITHUB_SERVER_URL);
	return server !== void 0 && URL.canParse(server) ? new URL(server).host.toLowerCase() : void 0;
}
function fromName(text, env) {
	const parts = text.split("/");
	const host = ((parts.length === 3 ? parts.shift() : nonEmpty(env.GH_HOST)) ?? "github.com").toLowerCase();
	const name = parts.join("/");
	if (NAME.test(name) && HOST.test(host)) return {
		name,
		host,
		isNamed: true
	};
	throw new UserError("repository-unknown", `'${oneLine(text)}' is no repository: write --repo owner/name`);
}
async function fromRemote(around) {
	const { env } = around;
	const advice = "run this in a clone of the repository, or write --repo owner/name";
	const address = await output("git", [
		"remote",
		"get-url",
		"origin"
	], around);
	if (address === void 0) throw new UserError("repository-unknown", `there is no clone with a remote 'origin' here: ${advice}`);
	const remote = remoteOf(address);
	const host = remote === void 0 ? "" : remote.isSsh ? await hostOfSsh(remote.host, around) : remote.host;
	if (remote === void 0 || !NAME.test(remote.name) || !HOST.test(host)) throw new UserError("repository-unknown", `the remote 'origin' is no repository of GitHub: ${advice}`);
	const wanted = nonEmpty(env.GH_HOST)?.toLowerCase();
	if (wanted !== void 0 && wanted !== host) {
		const text = `the remote 'origin' is at ${host}, and GH_HOST says ${oneLine(wanted)}: write --repo ${oneLine(wanted)}/owner/name`;
		throw new UserError("repository-unknown", text);
	}
	return {
		name: remote.name,
		host,
		isNamed: wanted !== void 0
	};
}
/** The host behind a name that `~/.ssh/config` gives it; the name itself where ssh cannot say. */
async function hostOfSsh(name, around) {
	const said = name !== "github.com" && SSH_NAME.test(name) ? await output("ssh", [
		"-G",
		"--",
		name
	], around) : void 0;
	return (/^hostname (\S+)$/m.exec(said ?? "")?.[1]?.toLowerCase() ?? name).replace(/^ssh\.(?=github\.com$)/, "");
}
/** What a program prints; undefined where it fails or is not there. */
async function output(file, args, { env, cwd, exec }) {
	try {
		const { exitCode, stdout } = await exec(file, args, {
			env: plainEnvironment(env),
			cwd
		});
		return exitCode === 0 ? stdout.trim() : void 0;
	} catch (thrown) {
		if (thrown instanceof UserError) return void 0;
		throw thrown;
	}
}
function plainEnvironment(env) {
	return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => value === void 0 ? [] : [[name, value]]));
}
function nonEmpty(text) {
	return text === void 0 || text.trim() === "" ? void 0 : text.trim();
}

// src/commands/render/json.ts
/** The answer itself. */
function renderJson(answer) {
	return oneLineJson(JSON.stringify(answer));
}
/**
* JSON in one line. What controls a terminal or shows nothing is written out, which is the same JSON; `##[` as
* well, which a job's log takes for a command.
*/
function oneLineJson(json) {
	return json.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, writtenOut).replaceAll("##[", "#\\u0023[");
}

// src/terminal/arguments.ts
/** What stands for inputs of the action where the command does its work. */
const LOCAL_OPTIONS = {
	kubeconfig: {
		type: "string",
		value: "FILE",
		does: "default: KUBECONFIG, else ~/.kube/config (plan, --local, --cluster)"
	},
	context: {
		type: "string",
		value: "NAME",
		does: "context of the kubeconfig; default: the current one (plan, --local, --cluster)"
	},
	namespace: {
		type: "string",
		value: "NAME",
		does: "for objects without one (plan, --local), and that --cluster looks at"
	},
	image: {
		type: "string",
		value: "REPOSITORY",
		does: "without a tag; default: as the deploy workflow says (render, plan, --local)"
	},
	templates: {
		type: "string",
		value: "FOLDER",
		does: "default: as the deploy workflow says (render, plan, --local)"
	},
	values: {
		type: "string",
		value: "FILE,FILE",
		does: "default: as the deploy workflow says (render, plan, --local)"
	},
	"secret-env": {
		type: "string",
		value: "NAME,NAME",
		does: "default: as the deploy workflow says (render, plan, --local)"
	}
};
/** What only a terminal does. */
const TERMINAL_VERBS = {
	render: {
		usage: "render [service] <environment> [sha]",
		does: "what a deployment would apply, secrets hidden"
	},
	plan: {
		usage: "plan [service] <environment> [sha]",
		does: "what it would change in the cluster"
	}
};
/** What only a terminal has. */
const TERMINAL_OPTIONS = {
	repo: {
		type: "string",
		short: "R",
		value: "owner/name",
		does: "the repository; default: that of the clone around"
	},
	watch: {
		type: "boolean",
		short: "w",
		does: "follows a deployment to its end (deploy, rollback)"
	},
	local: {
		type: "boolean",
		does: "carries a deployment out from here, without a workflow run (deploy, rollback)"
	},
	cluster: {
		type: "boolean",
		does: "looks at the cluster of the kubeconfig, too (doctor)"
	},
	json: {
		type: "boolean",
		does: "the answer as data"
	},
	help: {
		type: "boolean",
		short: "h",
		does: "this"
	},
	...LOCAL_OPTIONS
};
/** Throws a `UserError` (`command-invalid`) for an option that does not exist. */
function readArguments(args) {
	const { words, options, own } = readOptions(args, TERMINAL_OPTIONS);
	const repo = typeof own.repo === "string" ? own.repo : void 0;
	const local = Object.entries(own).flatMap(([name, value]) => Object.hasOwn(LOCAL_OPTIONS, name) && typeof value === "string" ? [[name, value]] : []);
	return {
		words,
		options,
		repo,
		watch: own.watch === true,
		cluster: own.cluster === true,
		json: own.json === true,
		help: own.help === true,
		isLocal: own.local === true,
		local: Object.fromEntries(local)
	};
}

// src/terminal/exit-codes.ts
/** How the command ends, for scripts: `docs/commands.md`. */
const EXIT_CODES = {
	done: 0,
	refused: 1,
	"not understood": 2,
	"an error": 3,
	"the deployment did not succeed": 4,
	stopped: 130
};
/** Refused for what the set-up lacks: to wait and to ask again does not help. */
const SET_UP = [
	"policy-missing",
	"policy-invalid",
	"service-unclear"
];
/** What was thrown, as an exit code. Only what a later try may find otherwise is `refused`: scripts wait for it. */
function exitCodeOf(thrown) {
	if (!(thrown instanceof UserError)) return EXIT_CODES["an error"];
	if (thrown.reason === "command-invalid") return EXIT_CODES["not understood"];
	return thrown.outcome === "refused" && !SET_UP.includes(thrown.reason) ? EXIT_CODES.refused : EXIT_CODES["an error"];
}
/** Of the set-up. Warnings are no reason to end a job. */
const DOCTOR = {
	"doctor-good": EXIT_CODES.done,
	"doctor-warns": EXIT_CODES.done,
	"doctor-stops": EXIT_CODES.refused,
	"doctor-unknown": EXIT_CODES["an error"]
};
const DID_NOT_SUCCEED = EXIT_CODES["the deployment did not succeed"];
/** Of deployments that were followed. */
const FOLLOWED = {
	deployed: EXIT_CODES.done,
	"deploy-refused": DID_NOT_SUCCEED,
	"deploy-failed": DID_NOT_SUCCEED,
	"deploy-superseded": DID_NOT_SUCCEED,
	"deploy-cancelled": DID_NOT_SUCCEED,
	"deploy-error": DID_NOT_SUCCEED,
	"deploy-dry-run": DID_NOT_SUCCEED,
	"deploy-not-picked-up": DID_NOT_SUCCEED,
	"deploy-held": EXIT_CODES.done,
	"deploy-open": DID_NOT_SUCCEED,
	promoted: EXIT_CODES.done,
	"promoted-held": EXIT_CODES.done,
	aborted: EXIT_CODES.done,
	"continue-failed": DID_NOT_SUCCEED,
	"continue-open": DID_NOT_SUCCEED
};
/** `watch`: whether the deployment was to be followed to its end; else its record is all that was asked for. */
function exitCodeOfAnswer({ code }, watch) {
	if (code in DOCTOR) return DOCTOR[code];
	return watch ? FOLLOWED[code] ?? EXIT_CODES.done : EXIT_CODES.done;
}

// src/terminal/local/option-words.ts
/** Runs `work`; what it throws about an input of the action is about the option that stands for it here. */
async function inOptionWords(work) {
	try {
		return await work();
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		const findings = thrown.findings.map((finding) => ({
			...finding,
			text: optionWords(finding.text)
		}));
		throw new UserError(thrown.reason, optionWords(thrown.message), {
			findings,
			cause: thrown
		});
	}
}
function optionWords(text) {
	return text.replaceAll(/\binputs? "([a-z-]+)"/gi, (_, name) => Object.hasOwn(TERMINAL_OPTIONS, name) ? `--${name}` : `the input '${name}'`);
}

// src/terminal/screen.ts
/** https://no-color.org: whatever it says, as long as it says something. */
function screenOf(stream, env) {
	const isTerminal = stream.isTTY === true;
	const isPlain = [env.NO_COLOR, env.CI].some((value) => (value ?? "") !== "") || env.TERM === "dumb";
	const isJobLog = env.GITHUB_ACTIONS === "true";
	return {
		colours: isTerminal && !isPlain,
		width: isTerminal ? stream.columns : void 0,
		print: (lines) => void stream.write(`${isJobLog ? withoutCommands(lines) : lines}\n`)
	};
}

// src/terminal/token.ts
/**
* The token for a host, by the rules of `gh`: `GH_TOKEN` or `GITHUB_TOKEN` for GitHub's own hosts, and in a job for its own
* server; `GH_ENTERPRISE_TOKEN` or `GITHUB_ENTERPRISE_TOKEN` for another one that a person has named; else what `gh` is logged
* in with there. A clone's remote alone, which may be anybody's, gets no token from the environment. Throws a `UserError`
* (`token-missing`).
*/
async function findToken(place, { env, cwd, exec }) {
	const { host, isNamed } = place;
	const isOwn = isGitHubsOwn(host) || env.GITHUB_ACTIONS === "true" && hostOfJob(env) === host;
	const names = isOwn ? ["GH_TOKEN", "GITHUB_TOKEN"] : ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"];
	if (isOwn || isNamed) for (const name of names) {
		const token = nonEmpty(env[name]);
		if (token !== void 0) return token;
	}
	const text = `no token for ${host}: run 'gh auth login --hostname ${host}', or ${isOwn || isNamed ? `set ${names[0]}` : `set GH_HOST=${host} and ${names[0]}`}`;
	try {
		const { exitCode, stdout } = await exec("gh", [
			"auth",
			"token",
			"--hostname",
			host
		], {
			env: withoutTokens(env),
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
/** `gh` would hand a token of the environment to any host: here it is asked for what it is logged in with. */
function withoutTokens(env) {
	return Object.fromEntries(Object.entries(plainEnvironment(env)).filter(([name]) => !/^(?:GH|GITHUB)_(?:ENTERPRISE_)?TOKEN$/.test(name)));
}

// src/terminal/main.ts
const OWN_VERBS = Object.keys(TERMINAL_VERBS);
/** The entry of the command `commit-train`. */
async function runCommandLine() {
	const { argv, env, stdout, stderr } = process;
	const stop = new AbortController();
	for (const signal of [
		"SIGINT",
		"SIGTERM",
		"SIGHUP"
	]) process.on(signal, () => stop.signal.aborted ? process.exit(EXIT_CODES.stopped) : stop.abort(/* @__PURE__ */ new Error("stopped")));
	for (const stream of [stdout, stderr]) stream.on("error", () => void 0);
	process.exitCode = await runTerminal({
		args: argv.slice(2),
		env,
		cwd: process.cwd(),
		exec: spawnExec,
		clock: systemClock,
		signal: stop.signal,
		out: screenOf(stdout, env),
		err: screenOf(stderr, env),
		program: programOf(argv[1] ?? "")
	});
	await Promise.all([stdout, stderr].map((stream) => new Promise((resolve) => stream.write("", resolve))));
	process.exit();
}
/** Runs one command and resolves with the exit code, whatever happens. */
async function runTerminal(terminal) {
	const { out, err, signal } = terminal;
	let isJson = terminal.args.includes("--json");
	let isLocal = false;
	const time = { now: () => terminal.clock.now() };
	try {
		const given = readArguments(terminal.args);
		isLocal = given.isLocal;
		isJson = given.json;
		const verb = given.help ? "help" : verbOf(given.words, OWN_VERBS);
		if (verb === "help") {
			show(helpView({
				verbs: TERMINAL_VERBS,
				options: TERMINAL_OPTIONS,
				exitCodes: EXIT_CODES
			}), out, {
				...terminal,
				time
			});
			return EXIT_CODES.done;
		}
		if (verb === "render" || verb === "plan") {
			const local = await import("./terminal-local-render-and-plan.js");
			const work = verb === "render" ? local.renderHere : local.planHere;
			await inOptionWords(() => work(given, terminal));
			return EXIT_CODES.done;
		}
		const works = [];
		const answering = () => answered(verb, given, terminal, {
			time,
			later: (work) => works.push(work)
		});
		const answer = await (isLocal ? inOptionWords(answering) : answering());
		if (isJson) out.print(renderJson(answer));
		else show(answerView(answer), out, {
			...terminal,
			time
		});
		await afterAnswer(works, {
			log: logOf(terminal),
			isStopped: () => signal.aborted
		});
		if (isLocal && answer.code === "deploy-cancelled") return EXIT_CODES.stopped;
		return exitCodeOfAnswer(answer, given.watch || isLocal);
	} catch (given) {
		if (signal.aborted) {
			const goesOn = isLocal ? "" : ", and a deployment that was created goes on";
			err.print(`stopped: what was written by then stays as it is${goesOn}`);
			return EXIT_CODES.stopped;
		}
		const thrown = withMachineFaults(given);
		const refused = answerOfThrown(thrown);
		if (isJson) out.print(renderJson(refused));
		else show(refusedView(refused), err, {
			...terminal,
			time
		});
		if (!(thrown instanceof UserError)) err.print(`${stackOf(thrown)}\n${BUG_REPORT}`);
		return exitCodeOf(thrown);
	}
}
/** `commit-train` where it is installed; else how a file of Node.js is started. */
function programOf(file) {
	return /\.js$/.test(file) ? `node ${commandText([file])}` : "commit-train";
}
function stackOf(thrown) {
	return (thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown)).split("\n").map(visibleText).join("\n  ");
}
async function answered(verb, args, terminal, { time, later }) {
	const { options, repo } = args;
	const { clock, env, signal } = terminal;
	const place = await findPlace(repo, terminal);
	const token = await findToken(place, terminal);
	const { owner, repo: name, apiUrl } = place;
	const connection = {
		token,
		apiUrl,
		repository: {
			owner,
			repo: name
		},
		log: logOf(terminal),
		clock,
		env
	};
	const github = connectGitHub({
		...connection,
		signal
	});
	time.now = () => github.now() ?? clock.now();
	const written = {
		verb,
		words: args.words.slice(1),
		options
	};
	const ask = {
		door: "terminal",
		intent: `terminal:${randomUUID()}`,
		link: "",
		login: void 0
	};
	const here = args.isLocal ? await localDeployment(verb, args, terminal, place, token) : void 0;
	const deploying = {
		page: `https://${place.host}/${owner}/${name}`,
		onPlan: async (plan) => {
			await here?.check(plan);
			show(deployPlanView(plan), terminal.err, {
				...terminal,
				time
			});
		},
		carryOutHere: here?.carryOut,
		afterStop: here && connectGitHub(connection),
		onStep: (text) => terminal.err.print(visibleText(text)),
		isFollowed: args.watch,
		cluster: args.cluster ? () => clusterOf(args, terminal) : void 0
	};
	return answerCommand(written, {
		...ask,
		...deploying,
		github,
		log: logOf(terminal),
		clock,
		newClaim: randomUUID,
		later
	});
}
/** What carries it out here; loaded only then. */
async function localDeployment(verb, args, terminal, place, token) {
	if (verb !== "deploy" && verb !== "rollback") throw new UserError("command-invalid", `'${verb}' has no option --local; deploy, rollback have it`);
	const { deployingHere } = await import("./terminal-local-deploy-here.js");
	return deployingHere(args, terminal, place, token);
}
async function clusterOf({ local }, terminal) {
	const { lookAtCluster } = await import("./terminal-local-look-at-cluster.js");
	const { kubeconfig, context, namespace } = local;
	return lookAtCluster({
		kubeconfig,
		context,
		namespace
	}, {
		...terminal,
		log: logOf(terminal)
	});
}
function show(view, screen, { time, program }) {
	screen.print(renderTerminal(view, {
		...screen,
		now: time.now(),
		program
	}));
}
/** The answer alone goes to standard output. */
function logOf({ err }) {
	const line = (text) => err.print(visibleText(text));
	return {
		debug: () => void 0,
		info: line,
		notice: line,
		warning: line,
		error: line,
		group: (_, work) => work()
	};
}

export { plainEnvironment as i, findPlace as n, nonEmpty as r, runCommandLine, oneLineJson as t };