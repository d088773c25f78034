package learn

// Engine is the version of what turns settings, images and a seed into a machine. It rises
// whenever a change of the program makes a training with the same settings end in other
// bytes, of chains or of any other machines. Records name it, so that whoever resumes a
// training that another engine began learns that it does not end as it would have.
// A test in package cli fails where known bytes are renewed and it is not raised.
const Engine = 1
