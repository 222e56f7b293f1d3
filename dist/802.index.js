export const id = 802;
export const ids = [802];
export const modules = {

/***/ 7253:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ programOnPath)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/**
 * The absolute path of a program on the PATH, as a shell would find it. Relative entries of the PATH are passed over:
 * they would find programs in the checked-out commit.
 */
function programOnPath(name, pathVariable) {
    return (pathVariable ?? '')
        .split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter)
        .filter(folder => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(folder))
        .map(folder => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name))
        .find(isProgram);
}
function isProgram(path) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.accessSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK);
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path).isFile();
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 6802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   spawnExec: () => (/* binding */ spawnExec)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _program_path_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7253);




const defaultTimeoutMs = 5 * 60_000;
/** What a child that was asked to end (TERM) has before it is ended (KILL), in milliseconds. */
const graceMs = 2_000;
/**
 * Child processes by node itself. `getExecOutput` of @actions/exec 3.0.0 does not serve here: a child that ends before
 * it has read its input crashes the whole process (EPIPE on a stream nobody listens to), and a child that is given no
 * input waits for it for ever.
 */
const spawnExec = (file, args, options) => new Promise((resolve, reject) => {
    const { signal, timeoutMs = defaultTimeoutMs, encoding = 'utf8' } = options;
    const program = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(file) ? file : (0,_program_path_js__WEBPACK_IMPORTED_MODULE_3__/* .programOnPath */ .B)(file, options.env.PATH);
    if (program === undefined) {
        reject(new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y('program-missing', `${file} is not on the PATH; install it in a step before this one`));
        return;
    }
    if (signal?.aborted) {
        reject(signal.reason);
        return;
    }
    // A process group of its own: what the child starts must end with it.
    const place = { detached: true, ...(options.cwd && { cwd: options.cwd }) };
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, { env: { ...options.env }, ...place });
    const stdout = textOf(child.stdout, encoding);
    const stderr = textOf(child.stderr, encoding);
    let grace;
    let why;
    const over = () => {
        clearTimeout(limit);
        clearTimeout(grace);
        signal?.removeEventListener('abort', onAbort);
    };
    /** Ends the group for good. Whatever left it may still hold the pipes: nobody waits for that. */
    const giveUp = () => {
        over();
        kill(child, 'SIGKILL');
        for (const stream of [child.stdin, child.stdout, child.stderr])
            stream.destroy();
        reject(why?.reason);
    };
    const stop = (reason) => {
        if (why !== undefined)
            return;
        why = { reason };
        kill(child, 'SIGTERM');
        grace = setTimeout(giveUp, graceMs);
    };
    const onAbort = () => stop(signal?.reason);
    signal?.addEventListener('abort', onAbort);
    const limit = setTimeout(() => stop(hung(program, timeoutMs)), timeoutMs);
    child.on('error', cause => {
        over();
        reject(new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y('program-missing', `${program} cannot be started: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .b)(cause)}`, { cause }));
    });
    child.on('close', code => {
        if (why !== undefined)
            return giveUp();
        over();
        // No code means that a signal ended it; that is no success either.
        resolve({ exitCode: code ?? -1, stdout: stdout(), stderr: stderr() });
    });
    // A child may end without reading its input. How it ended is what counts then, not the broken pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
});
function hung(program, timeoutMs) {
    const text = `${program} did not end within ${timeoutMs / 1000} s and was stopped; try it by hand on the runner: does it wait for a network, a disk or an answer?`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y('program-hung', text);
}
/** Signals the child's whole process group; that it has ended already is fine. */
function kill(child, signal) {
    if (child.pid === undefined)
        return;
    try {
        process.kill(-child.pid, signal);
    }
    catch {
        // Nobody is left in it.
    }
}
/** Collects a stream; decoded at the end, so that a character that spans two chunks stays whole. */
function textOf(stream, encoding) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString(encoding);
}


/***/ })

};
