package machinefile_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"wakesleep/io/machinefile"
)

// python returns an interpreter that has numpy.
func python(t *testing.T) string {
	t.Helper()
	path := "/usr/bin/python3"
	if err := exec.Command(path, "-c", "import numpy").Run(); err != nil {
		t.Skip("this test needs /usr/bin/python3 with numpy (Debian: apt install python3-numpy):", err)
	}
	return path
}

func run(t *testing.T, script string, arguments ...string) {
	t.Helper()
	out, err := exec.Command(python(t), append([]string{"-c", script}, arguments...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("python: %v\n%s", err, out)
	}
}

// checkSmall compares the file with small() and each member with what numpy
// itself would write.
const checkSmall = `
import hashlib, io, json, sys, zipfile, numpy as np
path = sys.argv[1]
want = {
    "generative_weights_1": np.array([[1, -2, .5], [0, 3.4028234663852886e38, 1e-45]], "<f4"),
    "machine_1/recognition_biases_1": np.array([-0.0, 3], "<f4"),
}
with np.load(path, allow_pickle=False) as f:
    assert sorted(f.files) == sorted([*want, "meta.json"]), f.files
    meta = json.loads(f["meta.json"])
    for name, array in want.items():
        got = f[name]
        assert got.dtype == np.dtype("<f4") and got.shape == array.shape, (got.dtype, got.shape)
        assert got.tobytes() == array.tobytes(), got
assert meta["format"] == "wakesleep machine" and meta["version"] == 1, meta
assert meta["names"] == ["\u00e4", "<b>"] and meta["layers"] == "2c", meta
assert list(meta) == ["format", "version", "layers", "seed", "names", "sha256"], list(meta)
with zipfile.ZipFile(path) as z:
    assert z.testzip() is None
    for name, array in want.items():
        content = z.read(name + ".npy")
        own = io.BytesIO()
        np.save(own, array)
        assert content == own.getvalue(), content
        assert meta["sha256"][name + ".npy"] == hashlib.sha256(content).hexdigest()
`

func TestNumpyOpensTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.helmholtz")
	if err := machinefile.Write(path, small()); err != nil {
		t.Fatal(err)
	}
	run(t, checkSmall, path)
}

// repack lets Python write the file again, arrays by np.save, deflated.
const repack = `
import hashlib, io, json, sys, zipfile, numpy as np
source, target = sys.argv[1:]
with np.load(source) as f, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as z:
    meta = json.loads(f["meta.json"])
    for name in reversed(f.files):
        if name == "meta.json":
            continue
        content = io.BytesIO()
        np.save(content, f[name])
        z.writestr(name + ".npy", content.getvalue())
        meta["sha256"][name + ".npy"] = hashlib.sha256(content.getvalue()).hexdigest()
    z.writestr("meta.json", json.dumps(meta))
`

func TestFilesFromPythonAreRead(t *testing.T) {
	folder := t.TempDir()
	source, target := filepath.Join(folder, "a.helmholtz"), filepath.Join(folder, "b.helmholtz")
	if err := machinefile.Write(source, small()); err != nil {
		t.Fatal(err)
	}
	run(t, repack, source, target)
	got, err := machinefile.Read(target)
	if err != nil {
		t.Fatal(err)
	}
	want := small()
	want.Arrays[0], want.Arrays[1] = want.Arrays[1], want.Arrays[0]
	want.Meta = got.Meta // json.dumps spells the umlaut as an escape
	if !equal(got, want) || !strings.Contains(string(got.Meta), `"18446744073709551615"`) {
		t.Errorf("got %v", got)
	}
	if info, err := os.Stat(target); err != nil || info.Size() == 0 {
		t.Error("python wrote nothing")
	}
}
