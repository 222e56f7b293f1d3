import { a as messageOf, i as UserError } from "./runner-step-process.js";
import { Socket } from "node:net";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { closeSync, constants, openSync, unlinkSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { execFileSync, spawn } from "node:child_process";
import { StringDecoder } from "node:string_decoder";

// src/process/line-splitter.ts
/** Nothing that a person reads is longer; a stream without a line break must not fill the memory. */
const longestLine = 1048576;
/** Cuts a stream of bytes into lines. A character that spans two chunks stays whole, a last line may lack its break. */
var LineSplitter = class {
	#decoder = new StringDecoder("utf8");
	#rest = "";
	/** Takes a chunk, answers the lines that it completes. */
	add(chunk) {
		const parts = (this.#rest + this.#decoder.write(chunk)).split("\n");
		this.#rest = parts.pop() ?? "";
		if (this.#rest.length > longestLine) {
			parts.push(this.#rest);
			this.#rest = "";
		}
		return parts.map(withoutReturn);
	}
	/** What came after the last line break, if anything. */
	end() {
		const rest = this.#rest + this.#decoder.end();
		this.#rest = "";
		return rest === "" ? [] : [withoutReturn(rest)];
	}
};
function withoutReturn(line) {
	return line.endsWith("\r") ? line.slice(0, -1) : line;
}

// src/process/real-pipe.ts
/**
* A pipe for the output of a child. Node's own are sockets, and a program cannot open a socket by name: in a shell,
* `echo x >/dev/stderr` and `| tee /dev/stderr` fail. With one pipe for both streams their lines also stay in order.
* The folder is for a name that is gone at once. `undefined` where there is no `mkfifo`.
*/
function openPipe(folder) {
	const path = join(folder, randomUUID());
	try {
		execFileSync("mkfifo", [
			"-m",
			"600",
			path
		], { stdio: "ignore" });
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

// src/process/group.ts
/** A program that was told to stop and has ended leaves its children this long to do the same. */
const orphanGraceMs = 500;
/** Output may be held open by a child that outlives its parent; what was written before is read by then. */
const drainMs = 250;
const paceMs = 20;
/**
* Starts a program as the leader of its own process group, so that it can be stopped with its children. @actions/exec
* has no such thing: it neither starts groups nor stops what it has started, and waits for whoever holds the output.
*/
const startProcessGroup = (file, args, options) => {
	const pipe = options.pipeFolder === void 0 ? void 0 : openPipe(options.pipeFolder);
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
			await gone(() => signal(0), hasEnded(child) ? orphanGraceMs : 0);
			signal("SIGKILL");
			await gone(() => signal(0), orphanGraceMs);
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
	while (isThere() && performance.now() < end) await setTimeout(paceMs);
}
function endOf(child, file, streams, onLine) {
	const readers = ["stdout", "stderr"].map((name) => read(streams[name], (line) => onLine(line, name)));
	return new Promise((resolve, reject) => {
		child.once("error", (cause) => {
			reject(new UserError("program-missing", `${file} cannot be started: ${messageOf(cause)}`, { cause }));
		});
		child.once("exit", async (code, signal) => {
			await Promise.race([Promise.all(readers.map(({ closed }) => closed)), setTimeout(drainMs, void 0, { ref: false })]);
			for (const reader of readers) reader.finish();
			resolve({
				exitCode: code ?? void 0,
				signal: signal ?? void 0
			});
		});
	});
}
function read(stream, onLine) {
	const splitter = new LineSplitter();
	const say = (lines) => {
		for (const line of lines) onLine(line);
	};
	stream?.on("data", (chunk) => say(splitter.add(chunk)));
	return {
		closed: new Promise((resolve) => {
			if (stream === null) resolve();
			stream?.once("close", resolve);
		}),
		finish: () => say(splitter.end())
	};
}

export { startProcessGroup };