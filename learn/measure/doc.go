// Package measure says how well ensembles describe images: their description length
// in nats and bits, by importance sampling or exactly; what is typical for them and
// what is strange; which names their categories deserve; and how sure the answers of
// machines of classes are.
//
// Nothing here changes a machine. Results depend on the ensemble, the images and the
// number of samples, never on the number of threads.
package measure
