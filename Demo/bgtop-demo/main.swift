import ArgumentParser
import DemoServer

DemoCommand.main()
