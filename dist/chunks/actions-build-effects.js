import { l as endOfGroup, n as cacheProblem, o as buildArguments, r as dockerProblem, t as LineSplitter } from "./process-line-splitter.js";
import { c as UserError, u as messageOf } from "./time-system-clock.js";
import { t as asRecord } from "./text-json.js";
import { t as isMissing } from "./files-missing-file.js";
import { i as readDockerConfig, n as registryClient, r as dockerConfigFolder, t as credentialHelpers } from "./registry-credential-helper.js";
import { t as runGit } from "./git-git.js";
import { t as readStatus } from "./git-status.js";
import { n as TASK_VARIABLE, r as killMarked } from "./process-leftovers.js";
import { spawnExec } from "./process-spawn-exec.js";
import { n as commandEnvironment, r as dockerEnvironment } from "./runner-child-environment.js";
import { closeSync, constants, openSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { Socket } from "node:net";
import { promisify } from "node:util";
import { randomUUID } from "node:crypto";
import { basename, join } from "node:path";
import { mkdir, open, readFile, readdir, symlink, writeFile } from "node:fs/promises";
import { setImmediate, setTimeout } from "node:timers/promises";
import { execFile, spawn } from "node:child_process";

// src/docker/cli.ts
/** The docker command, in the workspace. */
var DockerCli = class DockerCli {
	env;
	#start;
	#cwd;
	constructor(start, cwd, env) {
		this.#start = start;
		this.#cwd = cwd;
		this.env = env;
	}
	/** The same with more in its environment. */
	with(env) {
		return new DockerCli(this.#start, this.#cwd, {
			...this.env,
			...env
		});
	}
	/** Runs it to its end; a failure is a result. Rejects with the signal's reason, or `program-missing`. */
	async run(args, { signal, input, onLine }) {
		const lines = new LastLines();
		const stdout = new LastLines();
		const group = this.#start("docker", args, {
			cwd: this.#cwd,
			env: this.env,
			...input === void 0 ? {} : { input },
			onLine: (line, stream) => {
				lines.add(line);
				if (stream === "stdout") stdout.add(line);
				onLine?.(line);
			}
		});
		const { exitCode } = await endOfGroup(group, signal);
		return {
			exitCode,
			lines: lines.all,
			stdout: stdout.all.join("\n")
		};
	}
};
/** What a build prints may be very long; why it failed stands at its end. In characters. */
const MOST_KEPT = 1048576;
var LastLines = class {
	#lines = [];
	#size = 0;
	get all() {
		return this.#lines;
	}
	add(line) {
		this.#lines.push(line);
		this.#size += line.length + 1;
		if (this.#size > 2 * MOST_KEPT) this.#forget();
	}
	/** Seldom, since it looks at all of them: the last half stays. */
	#forget() {
		let from = this.#lines.length;
		for (this.#size = 0; from > 0 && this.#size < MOST_KEPT; from--) this.#size += (this.#lines[from - 1] ?? "").length + 1;
		this.#lines = this.#lines.slice(from);
	}
};

// src/docker/builder.ts
/** Decides what builds. `undefined` when the engine did not answer. */
function builderOf(facts) {
	const { client, engine } = readVersion(facts.version);
	if (engine === void 0) return void 0;
	const platform = `${engine.os}/${engine.arch}`;
	if (facts.buildx !== void 0) {
		const driver = /^Driver:[ \t]*(\S+)/m.exec(facts.buildxBuilder)?.[1] ?? "docker";
		const version = /\bv?(\d+\.\d+\.\d+\S*)/.exec(facts.buildx)?.[1] ?? "of unknown version";
		const exports = driver !== "docker" || facts.storage.includes("io.containerd.snapshotter");
		return {
			kind: "buildx",
			name: `docker buildx ${version} (driver ${driver})`,
			platform,
			exports
		};
	}
	const isBuildKit = Number.parseInt(client, 10) < 23 && facts.buildKit !== "0";
	return {
		kind: isBuildKit ? "buildkit" : "classic",
		name: `docker build (${isBuildKit ? "the engine's BuildKit" : "the classic builder"}, engine ${engine.version})`,
		platform,
		exports: false
	};
}
function readVersion(text) {
	const version = asRecord(parsed$1(text));
	const { Version, Os, Arch } = asRecord(version.Server);
	const known = typeof Version === "string" && typeof Os === "string" && typeof Arch === "string";
	return {
		client: String(asRecord(version.Client).Version ?? ""),
		engine: known ? {
			version: Version,
			os: Os,
			arch: Arch
		} : void 0
	};
}
function parsed$1(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

// src/docker/find-builder.ts
/** Asks docker what builds here. Throws `docker-engine-unreachable`. */
async function findBuilder(docker, signal) {
	const ask = (...args) => docker.run(args, { signal });
	const [version, buildx] = await Promise.all([ask("version", "--format", "{{json .}}"), ask("buildx", "version")]);
	const hasBuildx = buildx.exitCode === 0;
	const [inspected, info] = await Promise.all([hasBuildx ? ask("buildx", "inspect") : void 0, hasBuildx ? ask("info", "--format", "{{json .DriverStatus}}") : void 0]);
	const found = builderOf({
		version: version.stdout,
		buildx: hasBuildx ? buildx.stdout : void 0,
		buildxBuilder: inspected?.stdout ?? "",
		storage: info?.stdout ?? "",
		buildKit: docker.env.DOCKER_BUILDKIT
	});
	if (found !== void 0) return found;
	const said = version.lines.findLast((line) => line.trim() !== "" && !line.startsWith("{"))?.trim();
	throw new UserError("docker-engine-unreachable", `No Docker engine answers; is it running, and is DOCKER_HOST right?${said === void 0 ? "" : ` (${said})`}`);
}

// src/docker/login.ts
/**
* Logs docker in by a configuration of our own, so that nothing is left in the user's. It begins as a copy of that one:
* base images may come from registries that were logged in to before, and plugins and contexts are found there. Resolves
* with the docker that is logged in.
*/
async function logIn({ folder, registry, login, docker, signal }) {
	const { env } = docker;
	const original = dockerConfigFolder(env);
	const text = original === void 0 ? void 0 : (await readDockerConfig(original))?.text;
	await writeFile(join(folder, "config.json"), withoutCredsStore(text || "{}", registry), { mode: 384 });
	if (original !== void 0) await linkTheRest(original, folder);
	const where = registry === "docker.io" ? [] : [registry];
	const own = docker.with({ DOCKER_CONFIG: folder });
	const args = [
		"login",
		"--username",
		login.username,
		"--password-stdin",
		...where
	];
	const { exitCode, lines } = await own.run(args, {
		signal,
		input: login.password
	});
	if (exitCode === 0) return own;
	throw dockerProblem(`Login to ${registry} as "${login.username}" failed`, "registry-login-failed", lines);
}
/**
* A configuration whose logins go into the file itself. A store for all registries would keep ours for good; the logins
* that are in it stay readable by naming it for each of their registries.
*/
function withoutCredsStore(text, registry) {
	const { credsStore, ...config } = asRecord(parsed(text));
	const auths = asRecord(config.auths);
	const helpers = {};
	if (typeof credsStore === "string") for (const key of Object.keys(auths)) helpers[key] = credsStore;
	Object.assign(helpers, asRecord(config.credHelpers));
	const isOurs = (key) => key.replace(/^https?:\/\//, "").split("/")[0] === registry || registry === "docker.io" && key.includes("index.docker.io");
	const others = (entries) => Object.fromEntries(Object.entries(entries).filter(([key]) => !isOurs(key)));
	return JSON.stringify({
		...config,
		auths: others(auths),
		credHelpers: others(helpers)
	});
}
async function linkTheRest(original, folder) {
	const names = await namesIn(original);
	for (const name of names.filter((name) => name !== "config.json")) await symlink(join(original, name), join(folder, name));
}
async function namesIn(folder) {
	try {
		return await readdir(folder);
	} catch (thrown) {
		if (isMissing(thrown)) return [];
		throw new UserError("docker-config-invalid", `${folder} cannot be read: ${messageOf(thrown)}`, { cause: thrown });
	}
}
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		throw new UserError("docker-config-invalid", "Docker's config.json is not JSON; correct it, or log in again");
	}
}

// src/docker/docker-engine.ts
/** How long the removal of a container may take, in milliseconds. */
const REMOVAL_MS = 3e3;
/** Exit code of `docker run` where docker itself failed: nothing was run. */
const DOCKER_FAILED = 125;
/** The engine that the docker command reaches. */
var DockerEngine = class {
	#docker;
	#folder;
	#files;
	#isLoggedIn = false;
	/** `folder` is of this run alone: docker's configuration and results are written there. */
	constructor(docker, folder) {
		this.#docker = docker;
		this.#folder = folder;
		this.#files = {
			imageId: join(folder, "image-id"),
			metadata: join(folder, "metadata.json")
		};
	}
	findBuilder(signal) {
		return findBuilder(this.#docker, signal);
	}
	async logIn(registry, login, signal) {
		if (this.#isLoggedIn) return;
		const folder = join(this.#folder, "docker");
		await mkdir(folder, { mode: 448 });
		this.#docker = await logIn({
			folder,
			registry,
			login,
			docker: this.#docker,
			signal
		});
		this.#isLoggedIn = true;
	}
	async build(plan, builder, output, call) {
		const args = buildArguments(plan, builder, output, this.#files);
		const { exitCode, lines } = await this.#docker.with(builderEnvironment(builder)).run(args, call);
		if (exitCode !== 0) throw dockerProblem("The image could not be built", "build-failed", lines);
		return {
			id: output === "engine" ? (await readFile(this.#files.imageId, "utf8")).trim() : void 0,
			cacheProblem: plan.cache === "none" ? void 0 : cacheProblem(lines)
		};
	}
	/** The container is removed in any case: the engine keeps it running when only its client is stopped. */
	async runInside(id, command, call) {
		const [program = "", ...args] = command;
		const name = `commit-train-${randomUUID()}`;
		const remove = () => this.#remove(name);
		call.signal.addEventListener("abort", remove, { once: true });
		try {
			const run = [
				"run",
				"--rm",
				"--name",
				name,
				"--entrypoint",
				program,
				id,
				...args
			];
			const { exitCode, lines } = await this.#docker.run(run, call);
			if (exitCode !== DOCKER_FAILED) return exitCode;
			throw dockerProblem(`test-image failed in \`${command.join(" ")}\``, "test-image-failed", lines);
		} finally {
			call.signal.removeEventListener("abort", remove);
			if (call.signal.aborted) await remove();
		}
	}
	async pushTag(plan, id, call) {
		const reference = `${plan.repository}:${plan.tag}`;
		const run = async (...args) => {
			const { exitCode, lines, stdout } = await this.#docker.run(args, call);
			if (exitCode === 0) return stdout;
			throw dockerProblem("The image could not be pushed", "push-failed", lines);
		};
		await run("tag", id ?? reference, reference);
		return /digest: (sha256:[0-9a-f]{64})/.exec(await run("push", reference))?.[1];
	}
	async pushByDigest(plan, builder, call) {
		const args = buildArguments(plan, builder, "registry", this.#files);
		const { exitCode, lines } = await this.#docker.with(builderEnvironment(builder)).run(args, call);
		if (exitCode !== 0) throw dockerProblem("The image could not be pushed", "push-failed", lines);
		const digest = JSON.parse(await readFile(this.#files.metadata, "utf8"))["containerimage.digest"];
		if (typeof digest === "string") return digest;
		throw new UserError("push-failed", "The image could not be pushed: docker does not print its digest");
	}
	/** buildx copies what it is; without it an image goes through the engine, and whether it stayed the same is seen later. */
	async copy(source, target, call) {
		const { signal } = call;
		const run = async (...args) => {
			const { exitCode, lines } = await this.#docker.run(args, call);
			if (exitCode !== 0) throw dockerProblem(`The image could not be copied to ${target}`, "push-failed", lines);
		};
		if ((await this.#docker.run(["buildx", "version"], { signal })).exitCode === 0) return run("buildx", "imagetools", "create", "--prefer-index=false", "--tag", target, source);
		await run("pull", "--quiet", source);
		await run("tag", source, target);
		await run("push", target);
	}
	async #remove(container) {
		const args = [
			"rm",
			"--force",
			"--volumes",
			container
		];
		await this.#docker.run(args, { signal: AbortSignal.timeout(REMOVAL_MS) }).catch(() => void 0);
	}
};
/** The environment in which the builder does what was chosen, whatever the client's default is. */
function builderEnvironment({ kind }) {
	return kind === "buildx" ? {} : { DOCKER_BUILDKIT: kind === "buildkit" ? "1" : "" };
}

// src/git/unfetched.ts
const NOTHING = {
	lfsPointers: [],
	submodules: []
};
const SUBMODULE_MODE = "160000";
/** The first line of a pointer (Git LFS specification); no pointer is larger than 1024 bytes. */
const POINTER = "version https://git-lfs.github.com/spec/v";
/** Looks for what actions/checkout leaves out by default, at and below a path. Without git nothing is found. */
async function findUnfetched(place, path) {
	const listed = await output(place, [
		"ls-files",
		"--stage",
		"-z",
		"--full-name"
	]);
	if (listed === void 0) return NOTHING;
	const entries = listed.split("\0").flatMap((record) => {
		const [, mode = "", name = ""] = /^(\d+) [0-9a-f]+ \d\t([\s\S]+)$/.exec(record) ?? [];
		return name === "" ? [] : [{
			mode,
			name
		}];
	});
	const isBelow = (name) => path === "." || path === name || name.startsWith(`${path}/`);
	const submodules = entries.filter(({ mode, name }) => mode === SUBMODULE_MODE && isBelow(name)).map(({ name }) => name);
	const files = entries.filter(({ mode }) => mode.startsWith("100")).map(({ name }) => name);
	const [empty, pointers] = await Promise.all([chosen(submodules, (name) => isEmpty(join(place.workspace, name))), lfsFiles(place, files, isBelow).then((names) => chosen(names, (name) => isPointer(join(place.workspace, name))))]);
	return {
		lfsPointers: pointers,
		submodules: empty
	};
}
/** git is asked about attributes only where some file of them mentions LFS: it looks at each path. */
async function lfsFiles(place, files, isBelow) {
	if ((await chosen(files.filter((name) => basename(name) === ".gitattributes"), async (name) => (await readFile(join(place.workspace, name), "utf8").catch(() => "")).includes("filter=lfs"))).length === 0) return [];
	const fields = (await output(place, [
		"check-attr",
		"--stdin",
		"-z",
		"filter"
	], files.filter(isBelow).join("\0")) ?? "").split("\0");
	return fields.filter((_, index) => index % 3 === 0 && fields[index + 2] === "lfs");
}
async function isPointer(path) {
	const file = await open(path).catch(() => void 0);
	if (file === void 0) return false;
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(41), 0, 41, 0);
		return buffer.toString("latin1", 0, bytesRead) === POINTER;
	} finally {
		await file.close();
	}
}
async function isEmpty(folder) {
	return (await readdir(folder).catch(() => [])).length === 0;
}
async function chosen(names, is) {
	const found = [];
	for (const name of names) if (await is(name)) found.push(name);
	return found;
}
async function output(place, args, input) {
	const result = await runGit(place, args, input === void 0 ? {} : { input }).catch(() => void 0);
	return result?.exitCode === 0 ? result.stdout : void 0;
}

// src/git/commit.ts
/** Reads the commit by git. */
function commitReader(options) {
	return {
		read: () => readCommit(options),
		unfetched: (path) => findUnfetched(options, path),
		text: (path) => ask(options, [
			"cat-file",
			"blob",
			`${options.sha}:${path}`
		]),
		paths: async () => pathsIn(await ask(options, [
			"ls-tree",
			"-r",
			"-z",
			"--name-only",
			options.sha
		])),
		changedPaths: async (firstParent) => {
			return pathsIn(await ask(options, [
				"diff-tree",
				"-r",
				"-z",
				"--no-renames",
				"--name-only",
				firstParent,
				options.sha,
				"--"
			]));
		}
	};
}
function pathsIn(output) {
	return output?.split("\0").filter((path) => path !== "");
}
async function readCommit(options) {
	const [status, commit] = await Promise.all([ask(options, [
		"status",
		"--porcelain=v2",
		"--branch",
		"-z",
		"--no-renames",
		"--untracked-files=no"
	]), ask(options, [
		"cat-file",
		"commit",
		options.sha
	])]);
	const { head, changes } = readStatus(status ?? "");
	return {
		head,
		changed: changes.map(({ path }) => path),
		...readHeader(commit ?? "")
	};
}
async function ask(place, args) {
	try {
		const { exitCode, stdout } = await runGit(place, args);
		return exitCode === 0 ? stdout : void 0;
	} catch (thrown) {
		if (thrown instanceof UserError && thrown.reason === "program-missing") return void 0;
		throw thrown;
	}
}
/** The header of a commit object ends at the first empty line; what follows is the message, which may say anything. */
function readHeader(commit) {
	const lines = (commit.split("\n\n")[0] ?? "").split("\n");
	const parent = lines.find((line) => line.startsWith("parent "))?.slice(7);
	const [, time] = /^committer .*> (\d+) [+-]\d{4}$/.exec(lines.find((line) => line.startsWith("committer ")) ?? "") ?? [];
	return {
		firstParent: parent,
		committedAt: time === void 0 ? void 0 : Number(time)
	};
}

// src/process/real-pipe.ts
/**
* A pipe for the output of a child. Node's own are sockets, and a program cannot open a socket by name: in a shell,
* `echo x >/dev/stderr` and `| tee /dev/stderr` fail. With one pipe for both streams their lines also stay in order.
* The folder is for a name that is gone at once. `undefined` where there is no `mkfifo`.
*/
async function openPipe(folder) {
	const path = join(folder, randomUUID());
	try {
		await promisify(execFile)("mkfifo", [
			"-m",
			"600",
			path
		], { env: { PATH: process.env.PATH } });
	} catch {
		return;
	}
	try {
		const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
		return {
			writer: openSync(path, constants.O_WRONLY),
			reader: new Socket({
				fd,
				readable: true,
				writable: false
			})
		};
	} finally {
		unlinkSync(path);
	}
}

// src/process/bash.ts
/** The arguments with which GitHub runs the script of a `run:` step with `shell: bash`. */
const BASH_ARGUMENTS = [
	"--noprofile",
	"--norc",
	"-eo",
	"pipefail"
];
/** Runs each script by a bash of its own, out of a file as GitHub does, so that bash names lines in its messages. */
function bashScripts({ start, cwd, folder, env }) {
	return async (script, onLine) => {
		const pipe = await openPipe(folder);
		const task = randomUUID();
		const [file, failure] = [join(folder, `${task}.sh`), join(folder, `${task}.line`)];
		writeFileSync(file, `${noteLine(failure)}${script}\n`, {
			mode: 384,
			flag: "wx"
		});
		const group = start("bash", [...BASH_ARGUMENTS, file], {
			cwd,
			onLine,
			pipe,
			env: {
				...env,
				[TASK_VARIABLE]: task
			}
		});
		return {
			...group,
			failedLine: () => lineIn(failure),
			clear: async () => {
				group.kill();
				await killMarked(task, TASK_VARIABLE);
				for (const path of [file, failure]) rmSync(path, { force: true });
			}
		};
	};
}
/**
* Before the script, on its first line, so that lines are counted as the user sees them: where a failing command ends the
* script, bash writes the number of its line. What the script does is not changed; its own ERR trap replaces this one.
*/
function noteLine(file) {
	return `trap 'case $- in *e*) echo "$LINENO" >"${file.replaceAll(/["$\\`]/g, "\\$&").replaceAll("'", String.raw`'\''`)}" ;; esac' ERR; `;
}
function lineIn(file) {
	try {
		return Number(readFileSync(file, "utf8")) || void 0;
	} catch {
		return;
	}
}

// src/process/group.ts
/** A program that was stopped and has ended leaves its children this long to do the same. */
const ORPHAN_GRACE_MS = 500;
/** Output may be held open by a child that outlives its parent: what was written before has been read when nothing comes for so long. */
const DRAIN_MS = 250;
/** Such a child may go on printing. */
const MAX_DRAINS = 8;
const POLL_MS = 20;
/**
* Starts a program as the leader of its own process group, so that it can be stopped with its children. @actions/exec
* has no such thing: it neither starts groups nor stops what it has started, and waits for every process that holds the output.
*/
const startProcessGroup = (file, args, options) => {
	const { pipe } = options;
	const output = pipe?.writer ?? "pipe";
	const child = spawn(file, args, {
		cwd: options.cwd,
		env: { ...options.env },
		detached: true,
		stdio: [
			options.input === void 0 ? "ignore" : "pipe",
			output,
			output
		]
	});
	if (pipe !== void 0) closeSync(pipe.writer);
	child.stdin?.on("error", () => void 0);
	child.stdin?.end(options.input);
	const ended = endOf(child, file, {
		stdout: pipe?.reader ?? child.stdout,
		stderr: child.stderr
	}, options.onLine);
	ended.catch(() => void 0);
	const signal = (name) => signalGroup(child.pid, name);
	return {
		ended,
		kill: () => void signal("SIGKILL"),
		stop: async (graceMs) => {
			signal("SIGINT");
			await gone(() => signal(0) && !hasEnded(child), graceMs);
			await gone(() => signal(0), hasEnded(child) ? ORPHAN_GRACE_MS : 0);
			signal("SIGKILL");
			await gone(() => signal(0), ORPHAN_GRACE_MS);
		}
	};
};
function hasEnded(child) {
	return child.exitCode !== null || child.signalCode !== null;
}
function signalGroup(pid, signal) {
	if (pid === void 0) return false;
	try {
		return process.kill(-pid, signal);
	} catch {
		return false;
	}
}
async function gone(isThere, patienceMs) {
	const end = performance.now() + patienceMs;
	while (isThere() && performance.now() < end) await setTimeout(POLL_MS);
}
function endOf(child, file, streams, onLine) {
	const readers = ["stdout", "stderr"].map((name) => read(streams[name], (line) => onLine(line, name)));
	return new Promise((resolve, reject) => {
		child.once("error", (cause) => {
			reject(new UserError("program-missing", `${file} cannot be started: ${messageOf(cause)}`, { cause }));
		});
		child.once("exit", async (code, signal) => {
			await drained(readers);
			for (const reader of readers) reader.finish();
			resolve({
				exitCode: code ?? void 0,
				signal: signal ?? void 0
			});
		});
	});
}
async function drained(readers) {
	let open = true;
	const closed = Promise.all(readers.map((reader) => reader.closed)).then(() => {
		open = false;
	});
	const read = () => readers.reduce((sum, reader) => sum + reader.chunks, 0);
	for (let round = 0, before = -1; open && round < MAX_DRAINS && read() !== before; round++) {
		before = read();
		await Promise.race([closed, setTimeout(DRAIN_MS, void 0, { ref: false })]);
		if (open) await setImmediate();
	}
}
function read(stream, onLine) {
	const splitter = new LineSplitter();
	const say = (lines) => {
		for (const line of lines) onLine(line);
	};
	let chunks = 0;
	stream?.on("data", (chunk) => {
		chunks += 1;
		say(splitter.add(chunk));
	});
	return {
		closed: new Promise((resolve) => {
			if (stream === null) resolve();
			stream?.once("close", resolve);
		}),
		get chunks() {
			return chunks;
		},
		finish: () => say(splitter.end())
	};
}

// src/actions/build/effects.ts
/** The effects of a real build: docker, git and bash as child processes, the registry over HTTP. */
function buildEffects({ workspace, event }, { log, print, room, masks, clock, env }, { folder, marker, signal }) {
	const dockerEnv = dockerEnvironment(env, marker);
	const askHelper = credentialHelpers({
		exec: spawnExec,
		env: dockerEnv,
		signal
	});
	return {
		log,
		print,
		room,
		folder,
		masks,
		clock,
		signal,
		startScript: bashScripts({
			start: startProcessGroup,
			cwd: workspace,
			folder,
			env: commandEnvironment(env, marker)
		}),
		engine: new DockerEngine(new DockerCli(startProcessGroup, workspace, dockerEnv), folder),
		openRegistry: (access, login, repository) => registryClient({
			repository,
			env,
			askHelper,
			log,
			masks,
			clock,
			signal,
			access,
			login
		}),
		commit: commitReader({
			workspace,
			sha: event.sha,
			exec: spawnExec,
			env: { PATH: env.PATH ?? "" }
		}),
		killLeftovers: () => killMarked(marker)
	};
}

export { buildEffects };