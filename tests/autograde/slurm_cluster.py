# slurm_cluster.py -- a Slurm cluster of two machines, on this one: munge, slurmctld and a slurmd for each.
# All of it lies in a temporary folder, listens on 127.0.0.1, and has a key of its own. A machine is a
# namespace of processes whose first one is its slurmd: kill that, and everything on it is gone at once,
# as if somebody had pulled the plug.
# Source: slurm.conf(5), "NodeHostname" and "Port" for several slurmd on one host; munged(8);
# pid_namespaces(7).

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

CONFIG = """
ClusterName=kumquat
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge/socket
StateSaveLocation={folder}/slurmctld
SlurmctldPidFile={folder}/slurmctld/pid
SlurmdPidFile={folder}/%n/pid
SlurmdSpoolDir={folder}/%n
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdTimeout=8
KillWait=2
ReturnToService=2
JobRequeue=1
SchedulerParameters=batch_sched_delay=0,sched_interval=2
NodeName=m1 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[1]} CPUs=1
NodeName=m2 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[2]} CPUs=1
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""
PROGRAMS = ("munged", "slurmctld", "slurmd", "sbatch")
PATIENCE = 120  # seconds; a loaded machine is slow to start all this


def free_ports(count: int) -> list[int]:
    """Ports that nobody has now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def wait_until(condition, what: str, patience: float = PATIENCE):
    r"""Look until the condition gives something. \raises TimeoutError after `patience` seconds"""
    deadline = time.monotonic() + patience
    while not (found := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.2)
    return found


def missing_programs() -> list[str]:
    """Those of Slurm and munge that are not installed."""
    path = os.environ["PATH"] + ":/usr/sbin"
    return [name for name in PROGRAMS if not shutil.which(name, path=path)]


class Cluster:
    """`with Cluster() as cluster:`; its `environment` makes sbatch and the like talk to it."""

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="kumquat-slurm-"))
        self.folder.chmod(0o755)
        for name in ("munge", "slurmctld", "m1", "m2"):
            (self.folder / name).mkdir(mode=0o711)
        config = self.folder / "slurm.conf"
        config.write_text(CONFIG.format(host=socket.gethostname(), user=os.getuid(),
                                        folder=self.folder, ports=free_ports(3)))
        self.environment = os.environ | {"SLURM_CONF": str(config),
                                         "PATH": os.environ["PATH"] + ":/usr/sbin"}
        self.daemons: dict[str, subprocess.Popen] = {}
        try:
            self.start_all()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for daemon in self.daemons.values():
            daemon.kill()
            daemon.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start_all(self):
        """Start the daemons, each when the one before it answers."""
        munge = self.folder / "munge"
        (munge / "key").write_bytes(os.urandom(128))
        (munge / "key").chmod(0o400)
        self.start("munge", "munged", "--foreground", f"--key-file={munge}/key",
                   f"--socket={munge}/socket", f"--pid-file={munge}/pid",
                   f"--log-file={munge}/log", f"--seed-file={munge}/seed")
        wait_until((munge / "socket").is_socket, "munged makes its socket")
        self.start("slurmctld", "slurmctld", "-D", "-c")
        for machine in ("m1", "m2"):
            self.start(machine, "unshare", "--pid", "--mount-proc", "--fork", "--kill-child",
                       *(() if os.getuid() == 0 else ("--user", "--map-current-user")),
                       "slurmd", "-D", "-N", machine)
        wait_until(lambda: self.ask("sinfo", "-h", "-N", "-o", "%N %t") == "m1 idle\nm2 idle\n",
                   f"both machines are there; {self.folder}/*.log say why not")

    def start(self, name: str, *command: str):
        """Start a daemon that writes a log of its own."""
        with open(self.folder / f"{name}.log", "wb") as log:
            # A new session: Ctrl-C is for the test, which then ends its daemons.
            self.daemons[name] = subprocess.Popen(command, env=self.environment, stdout=log,
                                                  stderr=log, start_new_session=True)

    def ask(self, *command: str) -> str:
        """What one of Slurm's commands prints."""
        return subprocess.run(command, env=self.environment, capture_output=True, text=True,
                              check=False).stdout

    def pull_the_plug(self, machine: str):
        """A machine and all that runs on it are gone."""
        self.daemons[machine].send_signal(signal.SIGKILL)
        self.daemons[machine].wait()
