import { t as deployEffects } from "./actions-deploy-deploy-effects.js";
import { a as validateDeployInputs, t as DEPLOY_INPUTS } from "./actions-deploy-inputs.js";
import { c as shaWord, o as readKey, s as refuseRest } from "./commands-answer-command.js";
import { c as UserError, i as oneLine } from "./time-system-clock.js";
import { n as parsePolicy } from "./policy-policy.js";
import { t as childEnvironment } from "./runner-child-environment.js";
import { i as plainEnvironment, n as findPlace } from "./terminal-main.js";
import { t as runGit } from "./git-git.js";
import { t as readStatus } from "./git-status.js";
import { t as POLICY_FILE } from "./policy-policy-file.js";
import { o as deployCallsIn, s as workflowIn } from "./github-deployment-runs.js";
import { t as canonicalName } from "./text-canonical-name.js";
import { t as findKubeconfig } from "./terminal-local-kubeconfig.js";
import { t as Masks } from "./secrets-masks.js";
import { a as visibleText } from "./commands-render-terminal.js";
import { tmpdir } from "node:os";

// src/terminal/local/clone.ts
const WORKFLOWS = ".github/workflows";
/** A clone of the repository: what is read of it comes out of its commits, never out of the files that are checked out. */
var Clone = class Clone {
	#place;
	constructor(place) {
		this.#place = place;
	}
	/** The one around. Throws a `UserError` (`work-tree-missing`) where there is none. */
	static async around({ env, cwd, exec }, signal) {
		const plain = plainEnvironment(env);
		const { exitCode, stdout } = await exec("git", ["rev-parse", "--show-toplevel"], {
			env: plain,
			cwd,
			signal
		});
		const workspace = stdout.trim();
		if (exitCode === 0 && workspace !== "") return new Clone({
			workspace,
			exec,
			env: plain,
			signal
		});
		throw new UserError("work-tree-missing", "there is no clone here: run this in a clone of the repository");
	}
	get folder() {
		return this.#place.workspace;
	}
	/** The commit that begins with these digits; without any the one that is checked out. Throws `commit-not-checked-out`. */
	async commit(written) {
		const [head, sha] = await Promise.all([this.#sha("HEAD"), this.#sha(written ?? "HEAD")]);
		if (sha === void 0) {
			const text = written === void 0 ? "the clone has no commit" : `the clone has no commit ${written}: git fetch`;
			throw new UserError("commit-not-checked-out", text);
		}
		const title = await this.#output([
			"log",
			"-1",
			"--format=%s",
			sha
		]);
		return {
			sha,
			title: oneLine(title ?? ""),
			isHead: sha === head
		};
	}
	/** The policy that a commit has. Throws `policy-missing`. */
	async policyText(sha) {
		const text = await this.#output(["show", `${sha}:${POLICY_FILE}`]);
		if (text !== void 0) return text;
		throw new UserError("policy-missing", `${sha.slice(0, 7)} has no ${POLICY_FILE}`);
	}
	/** The workflows that a commit has. */
	async workflows(sha) {
		const files = (await this.#output([
			"ls-tree",
			"-z",
			"--name-only",
			sha,
			`${WORKFLOWS}/`
		]) ?? "").split("\0").filter((name) => /\.ya?ml$/.test(name));
		const texts = await Promise.all(files.map((file) => this.#output(["show", `${sha}:${file}`])));
		return files.map((file, index) => ({
			file,
			text: texts[index] ?? ""
		}));
	}
	/** What at these paths is not as in the commit that is checked out. */
	async uncommitted(paths) {
		const args = [
			"status",
			"--porcelain=v2",
			"--branch",
			"-z",
			"--no-renames",
			"--untracked-files=all",
			"--",
			...paths
		];
		return readStatus(await this.#output(args) ?? "").changes.map(({ path }) => path);
	}
	async #sha(name) {
		return (await this.#output([
			"rev-parse",
			"--verify",
			"--quiet",
			"--end-of-options",
			`${name}^{commit}`
		]))?.trim();
	}
	/** Undefined where git refuses. */
	async #output(args) {
		const { exitCode, stdout } = await runGit(this.#place, args);
		return exitCode === 0 ? stdout : void 0;
	}
};

// src/terminal/local/inputs.ts
/**
* What of the deployment's inputs the workflow says, and may say in a clone as well: no secrets, and nothing of the run. A clone
* may be anybody's: what would name a program to run, or where a token is sent, does not come from there.
*/
const FROM_WORKFLOW = [...[
	"context",
	"namespace",
	"image",
	"templates",
	"values",
	"secret-env",
	"timeout",
	"stable-for"
], ...["gomplate-version", "gomplate-base-url"]];
/** Inputs that take one item a line; as an option they are separated by commas. */
const LISTS = ["values", "secret-env"];
/**
* The inputs that the deploy workflow gives, where they are plain texts or name nothing but the repository, below the options.
* Throws a `UserError` (`input-missing`) for one that only GitHub knows, or of which the workflows say several things.
*/
function localInputs({ workflows, options, repository, service }) {
	const own = workflows.flatMap(({ file, text }) => deployCallsIn(workflowIn(text)).map((inputs) => ({
		file,
		inputs
	}))).filter(({ inputs }) => isFor(inputs.service, service));
	const texts = {};
	for (const name of FROM_WORKFLOW) {
		const option = options[name];
		if (option !== void 0) {
			texts[name] = LISTS.includes(name) ? option.split(",").join("\n") : option;
			continue;
		}
		const given = own.flatMap(({ file, inputs }) => {
			const value = inputs[name]?.trim() ?? "";
			return value === "" ? [] : [{
				file,
				value: filled(value, repository)
			}];
		});
		const [first, other] = [...new Map(given.map((one) => [one.value, one])).values()];
		if (first === void 0) continue;
		const instead = `write ${optionOf(name)}`;
		if (other !== void 0) {
			const text = `${first.file} and ${other.file} say different things for the input '${name}': ${instead}`;
			throw new UserError("input-missing", text);
		}
		if (first.value.includes("${{")) {
			const text = `${first.file} has ${oneLine(first.value)} for the input '${name}', which only a run knows: ${instead}`;
			throw new UserError("input-missing", text);
		}
		texts[name] = first.value;
	}
	if (texts.image === void 0) throw new UserError("input-missing", "no workflow of the commit says which image is deployed: write --image");
	return texts;
}
/** A call that names another service by a plain text is of that one. */
function isFor(named, service) {
	if (named === void 0 || named.trim() === "" || named.includes("${{")) return true;
	return canonicalName(named.trim()) === canonicalName(service);
}
/** What of the expressions is known without a run. */
function filled(text, repository) {
	const [owner = "", name = ""] = repository.split("/");
	return text.replaceAll(/\$\{\{\s*github\.repository\s*\}\}/g, repository).replaceAll(/\$\{\{\s*github\.repository_owner\s*\}\}/g, owner).replaceAll(/\$\{\{\s*github\.event\.repository\.name\s*\}\}/g, name);
}
/** Those without an option stand in the workflow alone. */
function optionOf(name) {
	return name.startsWith("gomplate-") ? "it as a plain text there" : `--${name}`;
}

// src/terminal/local/runner.ts
/** What a runner of GitHub offers a step, at a terminal: inputs by their names, a state that lives as long as the command. */
function terminalRunner(texts, { err, env, clock }, loudness) {
	const kept = /* @__PURE__ */ new Map();
	const masks = new Masks({
		emit: () => void 0,
		notice: (line) => err.print(indentedLine(line))
	});
	const print = (line, indent = "") => err.print(`${indent}${indentedLine(masks.redact(line))}`);
	const aside = (line) => loudness === "steps" ? print(line, "  ") : void 0;
	return {
		log: {
			debug: () => void 0,
			info: aside,
			notice: (line) => print(line),
			warning: (line) => print(line),
			error: (line) => print(line),
			group: (title, work) => {
				if (loudness === "steps") print(title);
				return work();
			}
		},
		masks,
		clock,
		env,
		print: (lines) => err.print(masks.redact(lines)),
		room: async () => void 0,
		input: (name) => texts[name] ?? "",
		setOutput: () => void 0,
		writeSummary: async () => void 0,
		saveState: (name, value) => void kept.set(name, value),
		state: (name) => kept.get(name) ?? "",
		fail: (headline) => print(headline)
	};
}
/** A line in which everything can be seen, with the blanks before it: they say what belongs to what. */
function indentedLine(line) {
	return `${/^ */.exec(line)?.[0] ?? ""}${visibleText(line)}`;
}

// src/terminal/local/prepare.ts
const POLICY = ".github/commit-train.yml";
/** Files that are named; of the others their number is. */
const NAMED = 5;
/** Reads `[service] <environment> [sha]` by the policy that the commit itself has. Throws a `UserError` where something is missing. */
async function prepare(args, terminal, needs) {
	const { signal } = terminal;
	const [place, clone] = await Promise.all([findPlace(args.repo, terminal), Clone.around(terminal, signal)]);
	const { commit, policyText, ...named } = await readWords(args.words.slice(1), args, {
		clone,
		place
	});
	const { texts, runner } = await localRunner({
		...named,
		commit,
		place,
		clone,
		loudness: "quiet"
	}, args, terminal, needs);
	const settings = {
		...settingsOf(texts, terminal.env),
		...named
	};
	const context = contextOf(place, clone.folder, {
		runId: 0,
		logUrl: "",
		startedBy: ""
	}, terminal);
	const effects = deployEffects(settings, context, runner, signal);
	const notes = await notesOf(clone, commit, settings);
	return {
		place,
		commit,
		policyText,
		...named,
		settings,
		context,
		effects,
		runner,
		notes
	};
}
/** The SHA is known only by the policy, which may have other names in another commit. */
async function readWords(words, { options }, { clone, place: { owner, repo } }) {
	const sha = words.slice(1).findLast((word) => shaWord([word]).sha !== void 0);
	const commit = await clone.commit(sha);
	const policyText = await clone.policyText(commit.sha);
	const { services, environments, locks } = parsePolicy(policyText, { repository: repo });
	const known = {
		services,
		environments: environments.map(({ name }) => name),
		locks,
		repository: `${owner}/${repo}`
	};
	const { service, environment, rest } = readKey(words, options, known, { freeText: false });
	const after = shaWord(rest);
	refuseRest(after.rest, "deploy");
	return {
		commit: after.sha === sha ? commit : await clone.commit(after.sha),
		policyText,
		service,
		environment
	};
}
/** The inputs as the workflow of the commit gives them, and what a person adds. */
async function localRunner({ service, commit, place, clone, loudness }, { local }, terminal, { cluster }) {
	const workflows = await clone.workflows(commit.sha);
	const { kubeconfig, ...options } = local;
	const repository = `${place.owner}/${place.repo}`;
	const given = localInputs({
		workflows,
		options,
		repository,
		service
	});
	const texts = {
		...Object.fromEntries(Object.entries(DEPLOY_INPUTS).map(([name, spec]) => [name, "default" in spec ? spec.default : ""])),
		...given,
		token: "",
		kubeconfig: cluster ? await findKubeconfig(kubeconfig, terminal, terminal.signal) : ""
	};
	refuseMissingSecrets(texts["secret-env"] ?? "", terminal.env);
	return {
		texts,
		runner: terminalRunner(texts, terminal, loudness)
	};
}
function settingsOf(texts, env) {
	return validateDeployInputs(texts, env);
}
/** What the templates read is looked up where the command runs. */
function refuseMissingSecrets(names, env) {
	const missing = names.split("\n").map((name) => name.trim()).filter((name) => name !== "" && (env[name] ?? "") === "");
	if (missing.length === 0) return;
	const text = `the templates may read ${missing.join(", ")}: export ${missing.length === 1 ? "it" : "them"} here first, or write --secret-env with other names`;
	throw new UserError("input-missing", text);
}
/** `run`: which run it is on the records of the deployment. */
function contextOf({ owner, repo, host, apiUrl }, workspace, run, { env }) {
	return {
		owner,
		repository: repo,
		page: `https://${host}/${owner}/${repo}`,
		apiUrl,
		workspace,
		temp: tmpdir(),
		attempt: 1,
		...run,
		childEnv: childEnvironment(env)
	};
}
/** Which commit it is, and what of the files that are checked out is not in it. */
async function notesOf(clone, { sha, title, isHead }, settings) {
	const which = `${sha.slice(0, 7)} ${title}${isHead ? ", which is checked out" : ""}`;
	const folders = [settings.templates, ...settings.values].map((path) => path.split("{")[0] ?? "").filter((path) => path !== "");
	const changed = isHead ? await clone.uncommitted([...folders, POLICY]) : [];
	if (changed.length === 0) return [which];
	const more = changed.length - NAMED;
	return [which, `not in it, since it is not committed: ${`${changed.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`}`];
}

export { indentedLine as a, settingsOf as i, localRunner as n, Clone as o, prepare as r, contextOf as t };