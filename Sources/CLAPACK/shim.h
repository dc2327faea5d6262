// The routines of LAPACK that fitting uses, by their Fortran names: Debian's liblapack-dev has no C header. Each text is
// followed, at the end of the arguments, by its length.
#ifndef LAA_CLAPACK_H
#define LAA_CLAPACK_H
#include <stddef.h>

// Cholesky factorisation of a positive definite matrix.
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info, size_t uplo_length);
// Solves equations by that factorisation.
void dpotrs_(const char *uplo, const int *n, const int *nrhs, const double *a, const int *lda, double *b, const int *ldb,
             int *info, size_t uplo_length);
// The inverse from that factorisation.
void dpotri_(const char *uplo, const int *n, double *a, const int *lda, int *info, size_t uplo_length);
// Cholesky factorisation with complete pivoting, which tells the rank.
void dpstrf_(const char *uplo, const int *n, double *a, const int *lda, int *piv, int *rank, const double *tol,
             double *work, int *info, size_t uplo_length);
// Solves triangular equations.
void dtrtrs_(const char *uplo, const char *trans, const char *diag, const int *n, const int *nrhs, const double *a,
             const int *lda, double *b, const int *ldb, int *info, size_t uplo_length, size_t trans_length,
             size_t diag_length);
#endif
