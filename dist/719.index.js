export const id = 719;
export const ids = [719];
export const modules = {

/***/ 5719:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   noLocks: () => (/* binding */ noLocks)
/* harmony export */ });
/** There is no store of locks yet. */
const noLocks = { lockOf: () => Promise.resolve(undefined) };


/***/ })

};
