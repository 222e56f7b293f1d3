export const id = 576;
export const ids = [576];
export const modules = {

/***/ 8576:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  startProcessGroup: () => (/* binding */ startProcessGroup)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
;// CONCATENATED MODULE: ./lib/process/line-splitter.js

/** Nothing that a person reads is longer; a stream without a line break must not fill the memory. */
const longestLine = 1024 * 1024;
/** Cuts a stream of bytes into lines. A character that spans two chunks stays whole, a last line may lack its break. */
class LineSplitter {
    #decoder = new external_node_string_decoder_.StringDecoder('utf8');
    #rest = '';
    /** Takes a chunk, answers the lines that it completes. */
    add(chunk) {
        const parts = (this.#rest + this.#decoder.write(chunk)).split('\n');
        this.#rest = parts.pop() ?? '';
        if (this.#rest.length > longestLine) {
            parts.push(this.#rest);
            this.#rest = '';
        }
        return parts.map(withoutReturn);
    }
    /** What came after the last line break, if anything. */
    end() {
        const rest = this.#rest + this.#decoder.end();
        this.#rest = '';
        return rest === '' ? [] : [withoutReturn(rest)];
    }
}
function withoutReturn(line) {
    return line.endsWith('\r') ? line.slice(0, -1) : line;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./lib/process/real-pipe.js





/**
 * A pipe for the output of a child. Node's own are sockets, and a program cannot open a socket by name: in a shell,
 * `echo x >/dev/stderr` and `| tee /dev/stderr` fail. With one pipe for both streams their lines also stay in order.
 * The folder is for a name that is gone at once. `undefined` where there is no `mkfifo`.
 */
function openPipe(folder) {
    const path = (0,external_node_path_.join)(folder, (0,external_node_crypto_.randomUUID)());
    try {
        (0,external_node_child_process_.execFileSync)('mkfifo', ['-m', '600', path], { stdio: 'ignore' });
    }
    catch {
        return undefined;
    }
    try {
        // Without waiting for a writer; then there is a reader, for which no writer waits.
        const fd = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK);
        const writer = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_WRONLY);
        return { writer, reader: new external_node_net_.Socket({ fd, readable: true, writable: false }) };
    }
    finally {
        (0,external_node_fs_.unlinkSync)(path);
    }
}

;// CONCATENATED MODULE: ./lib/process/group.js






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
    const pipe = options.pipeFolder === undefined ? undefined : openPipe(options.pipeFolder);
    const output = pipe?.writer ?? 'pipe';
    const child = (0,external_node_child_process_.spawn)(file, args, {
        cwd: options.cwd,
        env: { ...options.env },
        detached: true,
        stdio: [options.input === undefined ? 'ignore' : 'pipe', output, output],
    });
    if (pipe !== undefined)
        (0,external_node_fs_.closeSync)(pipe.writer);
    // How it ended is what counts, not that it did not read its input.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input);
    const streams = { stdout: pipe?.reader ?? child.stdout, stderr: child.stderr };
    const ended = endOf(child, file, streams, options.onLine);
    // Whoever stops it may never look at its end.
    ended.catch(() => undefined);
    const signal = (name) => signalGroup(child.pid, name);
    return {
        ended,
        kill: () => void signal('SIGKILL'),
        stop: async (graceMs) => {
            signal('SIGINT');
            await gone(() => signal(0) && !hasEnded(child), graceMs);
            // A shell starts its background jobs deaf to INT: they must not use up the grace of those that listen.
            await gone(() => signal(0), hasEnded(child) ? orphanGraceMs : 0);
            signal('SIGKILL');
            await gone(() => signal(0), orphanGraceMs);
        },
    };
};
function hasEnded(child) {
    return child.exitCode !== null || child.signalCode !== null;
}
function signalGroup(pid, signal) {
    if (pid === undefined)
        return false;
    try {
        return process.kill(-pid, signal);
    }
    catch {
        return false; // Nobody is left in it.
    }
}
async function gone(isThere, patienceMs) {
    const end = performance.now() + patienceMs;
    while (isThere() && performance.now() < end)
        await (0,promises_.setTimeout)(paceMs);
}
function endOf(child, file, streams, onLine) {
    const readers = ['stdout', 'stderr'].map(name => read(streams[name], line => onLine(line, name)));
    return new Promise((resolve, reject) => {
        child.once('error', cause => {
            reject(new errors/* UserError */.y('program-missing', `${file} cannot be started: ${(0,errors/* messageOf */.b)(cause)}`, { cause }));
        });
        child.once('exit', async (code, signal) => {
            await Promise.race([Promise.all(readers.map(({ closed }) => closed)), (0,promises_.setTimeout)(drainMs, undefined, { ref: false })]);
            for (const reader of readers)
                reader.finish();
            resolve({ exitCode: code ?? undefined, signal: signal ?? undefined });
        });
    });
}
function read(stream, onLine) {
    const splitter = new LineSplitter();
    const say = (lines) => {
        for (const line of lines)
            onLine(line);
    };
    stream?.on('data', (chunk) => say(splitter.add(chunk)));
    const closed = new Promise(resolve => {
        if (stream === null)
            resolve();
        stream?.once('close', resolve);
    });
    return { closed, finish: () => say(splitter.end()) };
}


/***/ })

};
