// the program has run and has learnt
def log = new File(basedir, '../../target/it/build.log')
assert log.text =~ /test accuracy (0[.,]9[5-9]\d|1[.,]000)/
