import { c as UserError, u as messageOf } from "./time-system-clock.js";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { spawn } from "node:child_process";

// src/process/program-path.ts
/**
* The absolute path of a program on the PATH, as a shell would find it. Relative entries of the PATH are passed over:
* they would find programs in the checked-out commit.
*/
function programOnPath(name, pathVariable) {
	return (pathVariable ?? "").split(delimiter).filter((folder) => isAbsolute(folder)).map((folder) => join(folder, name)).find(isProgram);
}
function isProgram(path) {
	try {
		accessSync(path, constants.X_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}

// src/process/spawn-exec.ts
const DEFAULT_TIMEOUT_MS = 3e5;
/** What a child that was asked to end (TERM) has before it is ended (KILL), in milliseconds. */
const GRACE_MS = 2e3;
const MIB = 1048576;
/** What a program may print where its caller names no other limit, in bytes: both streams, each by itself. */
const MOST_OUTPUT = 16 * MIB;
/**
* Child processes by node itself. `getExecOutput` of @actions/exec 3.0.0 does not serve here: a child that ends before
* it has read its input crashes the whole process (EPIPE on a stream without a listener), and a child that is given no
* input waits for it for ever.
*/
const spawnExec = (file, args, options) => new Promise((resolve, reject) => {
	const { signal, timeoutMs = DEFAULT_TIMEOUT_MS, mostOutput = MOST_OUTPUT, encoding = "utf8" } = options;
	const program = isAbsolute(file) ? file : programOnPath(file, options.env.PATH);
	if (program === void 0) {
		reject(new UserError("program-missing", `${file} is not on the PATH; install it in a step before this one`));
		return;
	}
	if (signal?.aborted) {
		reject(signal.reason);
		return;
	}
	const place = {
		detached: true,
		...options.cwd && { cwd: options.cwd }
	};
	const child = spawn(program, args, {
		env: { ...options.env },
		...place
	});
	const onTooMuch = () => stop(endless(program, mostOutput));
	const stdout = textOf(child.stdout, encoding, mostOutput, onTooMuch);
	const stderr = textOf(child.stderr, encoding, mostOutput, onTooMuch);
	let grace;
	let why;
	const over = () => {
		clearTimeout(limit);
		clearTimeout(grace);
		signal?.removeEventListener("abort", onAbort);
	};
	/** Kills the group. A process that left it may still hold the pipes; there is no wait for that. */
	const giveUp = () => {
		over();
		kill(child, "SIGKILL");
		for (const stream of [
			child.stdin,
			child.stdout,
			child.stderr
		]) stream.destroy();
		reject(why?.reason);
	};
	const stop = (reason) => {
		if (why !== void 0) return;
		why = { reason };
		kill(child, "SIGTERM");
		grace = setTimeout(giveUp, GRACE_MS);
	};
	const onAbort = () => stop(signal?.reason);
	signal?.addEventListener("abort", onAbort);
	const limit = setTimeout(() => stop(hung(program, timeoutMs)), timeoutMs);
	child.on("error", (cause) => {
		over();
		reject(new UserError("program-missing", `${program} cannot be started: ${messageOf(cause)}`, { cause }));
	});
	child.on("close", (code) => {
		if (why !== void 0) return giveUp();
		over();
		resolve({
			exitCode: code ?? -1,
			stdout: stdout(),
			stderr: stderr()
		});
	});
	child.stdin.on("error", () => void 0);
	child.stdin.end(options.input ?? "");
});
function hung(program, timeoutMs) {
	const text = `${program} did not end within ${timeoutMs / 1e3} s and was stopped; try it by hand on the runner: does it wait for a network, a disk or an answer?`;
	return new UserError("program-hung", text);
}
function endless(program, most) {
	const text = `${program} printed more than ${most / MIB} MiB and was stopped; run it by hand on the runner: what does it print?`;
	return new UserError("program-endless", text);
}
/** Signals the child's whole process group; that it has ended already is fine. */
function kill(child, signal) {
	if (child.pid === void 0) return;
	try {
		process.kill(-child.pid, signal);
	} catch {}
}
/** Collects a stream; decoded at the end, so that a character that spans two chunks stays whole. What is too much is dropped. */
function textOf(stream, encoding, most, onTooMuch) {
	let chunks = [];
	let size = 0;
	stream.on("data", (chunk) => {
		size += chunk.length;
		if (size <= most) chunks.push(chunk);
		else {
			chunks = [];
			onTooMuch();
		}
	});
	return () => Buffer.concat(chunks).toString(encoding);
}

export { MOST_OUTPUT, spawnExec, programOnPath as t };