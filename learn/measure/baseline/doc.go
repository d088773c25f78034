// Package baseline measures what binary images cost in bits without a machine:
// what a description by a machine has to be compared with.
//
// An image of n pixels costs 8n bits at a byte a pixel, as grey pictures are
// stored, and n bits at a bit a pixel. Independent pixels know how often each
// pixel is on in the training data, and nothing of what goes with what. Gzip and
// PNG know nothing of the data but find repetition within the one image. Their
// figures are those of a whole stream or file: of gzip's, 18 bytes are header and
// checksum, and of PNG's some 75 bytes are signature, size, palette and
// checksums, which weigh much in images this small.
package baseline
